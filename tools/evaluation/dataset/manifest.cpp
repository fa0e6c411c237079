#include "tools/evaluation/dataset/manifest.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>

#include "tools/common/shown_text.h"
#include "tools/common/text_file.h"
#include "tools/evaluation/dataset/label.h"
#include "tools/training/csv_records.h"

namespace airmark::tools {
namespace {

constexpr std::array<const char*, 2> kFileNames{"file", "path"};
constexpr std::array<const char*, 2> kGenreNames{"genre", "label"};

/// One line of the manifest.
struct Entry {
  int line = 0;
  std::string file, label;
};

/// Collects clips and remembers where they come from, for the error message.
class ClipList {
 public:
  explicit ClipList(const std::filesystem::path& manifest) : manifest_(manifest) {}

  Error bad(int line, const std::string& what) const {
    return {ErrorKind::BadData,
            manifest_.string() + ", line " + std::to_string(line) + ": " + what};
  }

  std::optional<Error> add(const Entry& entry) {
    if (entry.file.empty()) return bad(entry.line, "the file is empty");
    const auto written = std::filesystem::path(entry.file).lexically_normal();
    Clip clip{written.generic_string(), manifest_.parent_path() / written, entry.label, {}};
    if (!files_.insert(clip.file).second)
      return bad(entry.line, "'" + entry.file + "' is listed a second time");
    Result<std::vector<TagScore>> genres = parse_label(entry.label);
    if (!genres) return bad(entry.line, genres.error().message);
    clip.genres = std::move(genres).value();
    clips_.push_back(std::move(clip));
    return std::nullopt;
  }

  Result<std::vector<Clip>> finish() && {
    if (clips_.empty())
      return Error{ErrorKind::BadData, manifest_.string() + " lists no files; each line needs one"};
    return std::move(clips_);
  }

 private:
  const std::filesystem::path& manifest_;
  std::vector<Clip> clips_;
  std::set<std::string> files_;
};

/// Where one of the names stands in the header; the earlier name wins.
std::optional<std::size_t> column_of(const std::array<const char*, 2>& names,
                                     const std::vector<std::string>& header) {
  for (const char* name : names)
    if (const auto found = std::ranges::find(header, name); found != header.end())
      return static_cast<std::size_t>(found - header.begin());
  return std::nullopt;
}

std::optional<Error> add_csv(std::string_view text, const std::string& origin, ClipList& clips) {
  const Result<std::vector<CsvRecord>> records = parse_csv(text, origin);
  if (!records) return records.error();
  if (records.value().empty())
    return Error{ErrorKind::BadData, origin + " is empty; it needs a header: file,genre"};
  const CsvRecord& header = records.value().front();
  const auto file = column_of(kFileNames, header.cells);
  const auto genre = column_of(kGenreNames, header.cells);
  if (!file || !genre)
    return clips.bad(header.line, std::string("the column '") +
                                      (file ? kGenreNames : kFileNames)[0] +
                                      "' is missing; the first line names the columns");
  for (std::size_t r = 1; r < records.value().size(); ++r) {
    const CsvRecord& record = records.value()[r];
    if (record.cells.size() != header.cells.size())
      return clips.bad(record.line, "it has " + std::to_string(record.cells.size()) +
                                        " cells and the header has " +
                                        std::to_string(header.cells.size()));
    if (auto problem = clips.add({record.line, record.cells[*file], record.cells[*genre]}))
      return problem;
  }
  return std::nullopt;
}

std::optional<std::string> text_of(const nlohmann::json& object,
                                   const std::array<const char*, 2>& names) {
  for (const char* name : names)
    if (const auto found = object.find(name); found != object.end() && found->is_string())
      return found->get<std::string>();
  return std::nullopt;
}

std::optional<Error> add_json_line(std::string_view line, int number, ClipList& clips) {
  const nlohmann::json object = nlohmann::json::parse(line, nullptr, false);
  if (!object.is_object()) return clips.bad(number, "it is no JSON object");
  const auto file = text_of(object, kFileNames);
  const auto genre = text_of(object, kGenreNames);
  if (!file || !genre)
    return clips.bad(number, std::string("the text \"") + (file ? kGenreNames : kFileNames)[0] +
                                 "\" is missing");
  return clips.add({number, *file, *genre});
}

std::optional<Error> add_json_lines(std::string_view text, ClipList& clips) {
  for (int number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    if (line.find_first_not_of(" \t\r") != std::string_view::npos)
      if (auto problem = add_json_line(line, number, clips)) return problem;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return std::nullopt;
}

}  // namespace

Result<std::vector<Clip>> read_manifest(const std::filesystem::path& path) {
  const Result<std::string> text = read_text_file(path);
  if (!text) return text.error();
  return parse_manifest(text.value(), path);
}

Result<std::vector<Clip>> parse_manifest(std::string_view text, const std::filesystem::path& path) {
  ClipList clips(path);
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  const bool json = first != std::string_view::npos && text[first] == '{';
  if (auto problem = json ? add_json_lines(text, clips) : add_csv(text, path.string(), clips))
    return *problem;
  return std::move(clips).finish();
}

}  // namespace airmark::tools
