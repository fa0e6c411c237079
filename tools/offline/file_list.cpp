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

Result<std::vector<fs::path>> sound_files_below(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code failed;
  fs::recursive_directory_iterator entry(folder, failed);
  for (; !failed && entry != fs::recursive_directory_iterator(); entry.increment(failed)) {
    const fs::path& path = entry->path();
    std::error_code unknown;  // a link to nowhere is simply no folder and no file
    if (is_hidden(path)) {
      entry.disable_recursion_pending();
    } else if (has_sound_ending(path) && !entry->is_directory(unknown)) {
      files.push_back(path);
    }
  }
  if (failed) return unreadable(folder, failed);
  if (files.empty())
    return Error{ErrorKind::NotFound, "there are no sound files in folder '" + folder.string() +
                                          "'; name another, or the files themselves"};
  std::ranges::sort(files);
  return files;
}

}  // namespace

bool has_sound_ending(const fs::path& path) {
  std::string ending = path.extension().string();
  for (char& letter : ending)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  return std::ranges::find(kSoundEndings, ending) != kSoundEndings.end();
}

Result<std::vector<fs::path>> list_sound_files(const std::vector<std::string>& arguments) {
  std::vector<fs::path> files;
  for (const std::string& argument : arguments) {
    std::error_code unknown;
    if (argument == kStandardInputArgument || !fs::is_directory(argument, unknown)) {
      files.emplace_back(argument);
      continue;
    }
    auto below = sound_files_below(argument);
    if (!below) return below.error();
    files.insert(files.end(), below.value().begin(), below.value().end());
  }
  return files;
}

}  // namespace airmark::tools
