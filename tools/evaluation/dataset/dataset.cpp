#include "tools/evaluation/dataset/dataset.h"

#include <algorithm>

#include "analysis/vocabulary/genres.h"
#include "tools/evaluation/dataset/label.h"
#include "tools/evaluation/dataset/manifest.h"
#include "tools/offline/file_list.h"

namespace airmark::tools {
namespace {

namespace fs = std::filesystem;

Error without_folder(const std::string& file, const fs::path& folder) {
  return {ErrorKind::BadData, "'" + file + "' in '" + folder.string() +
                                  "' has no genre; put it into a folder named for its genre, or "
                                  "name files and genres in a CSV file"};
}

/// The name of the first folder that is a genre, else of the first one: it is told as unknown.
std::string label_of(const fs::path& below) {
  for (const fs::path& part : below.parent_path())
    if (genre_of_label(part.string())) return part.string();
  return below.begin()->string();
}

Result<Clip> clip_in(const fs::path& folder, const fs::path& path) {
  const fs::path below = path.lexically_relative(folder);
  Clip clip{below.generic_string(), path, "", {}};
  if (!below.has_parent_path()) return without_folder(clip.file, folder);
  clip.label = label_of(below);
  Result<std::vector<TagScore>> genres = parse_label(clip.label);
  if (!genres)
    return Error{genres.error().kind,
                 "folder '" + (folder / clip.label).string() + "': " + genres.error().message};
  clip.genres = std::move(genres).value();
  return clip;
}

Result<std::vector<Clip>> clips_in(const fs::path& folder) {
  std::vector<Clip> clips;
  for (const ListedFile& listed : list_sound_files({folder.string()})) {
    if (!listed && listed.error().kind == ErrorKind::NotFound)
      return Error{ErrorKind::NotFound, "there are no sound files in folder '" + folder.string() +
                                            "'; a dataset has a folder of them for each genre"};
    if (!listed) return listed.error();
    Result<Clip> clip = clip_in(folder, listed.value());
    if (!clip) return clip.error();
    clips.push_back(std::move(clip).value());
  }
  return clips;
}

}  // namespace

Result<Dataset> read_dataset(const fs::path& path) {
  std::error_code unknown;
  Result<std::vector<Clip>> clips =
      fs::is_directory(path, unknown) ? clips_in(path) : read_manifest(path);
  if (!clips) return clips.error();
  Dataset dataset{path.string(), std::move(clips).value()};
  std::ranges::sort(dataset.clips, {}, &Clip::file);
  const std::string& genre = dataset.clips.front().genre();
  if (std::ranges::all_of(dataset.clips, [&](const Clip& clip) { return clip.genre() == genre; }))
    return Error{ErrorKind::BadData, "all clips in '" + path.string() + "' are " + genre +
                                         "; an evaluation needs at least two genres"};
  return dataset;
}

}  // namespace airmark::tools
