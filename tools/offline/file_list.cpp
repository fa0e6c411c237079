#include "tools/offline/file_list.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace airmark::tools {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 26> kSoundEndings{
    ".wav", ".wave", ".rf64", ".w64",  ".au",   ".snd", ".aif", ".aiff", ".aifc",
    ".caf", ".flac", ".ogg",  ".oga",  ".opus", ".mp3", ".mp2", ".m4a",  ".m4b",
    ".mp4", ".aac",  ".mka",  ".webm", ".wma",  ".wv",  ".ape", ".tta"};

bool is_hidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

Error unreadable(const fs::path& folder, const std::error_code& reason) {
  return {ErrorKind::Refused, "folder '" + folder.string() + "' cannot be read (" +
                                  reason.message() + "); allow it with chmod +rx"};
}

Error without_sound(const fs::path& folder) {
  return {ErrorKind::NotFound, "there are no sound files in folder '" + folder.string() +
                                   "'; name another, or the files themselves"};
}

/// Everything below `folder` that is to be listed; where it cannot be read, that is said in its
/// place and what stands beside it is listed all the same.
void list_below(const fs::path& folder, std::vector<ListedFile>& listed) {
  std::error_code failed;
  std::vector<fs::directory_entry> entries;
  fs::directory_iterator entry(folder, failed);
  for (; !failed && entry != fs::directory_iterator(); entry.increment(failed))
    if (!is_hidden(entry->path())) entries.push_back(*entry);
  if (failed) listed.emplace_back(unreadable(folder, failed));
  std::ranges::sort(entries);
  for (const fs::directory_entry& found : entries) {
    std::error_code unknown;  // a link to nowhere is simply no folder and no file
    if (!found.is_directory(unknown)) {
      if (has_sound_ending(found.path())) listed.emplace_back(found.path());
    } else if (!found.is_symlink(unknown)) {
      list_below(found.path(), listed);
    }
  }
}

}  // namespace

bool has_sound_ending(const fs::path& path) {
  std::string ending = path.extension().string();
  for (char& letter : ending)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  return std::ranges::find(kSoundEndings, ending) != kSoundEndings.end();
}

std::vector<ListedFile> list_sound_files(const std::vector<std::string>& arguments) {
  std::vector<ListedFile> listed;
  for (const std::string& argument : arguments) {
    std::error_code unknown;
    if (argument == kStandardInputArgument || !fs::is_directory(argument, unknown)) {
      listed.emplace_back(fs::path(argument));
      continue;
    }
    const std::size_t before = listed.size();
    list_below(argument, listed);
    if (listed.size() == before) listed.emplace_back(without_sound(argument));
  }
  return listed;
}

}  // namespace airmark::tools
