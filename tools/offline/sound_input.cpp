#include "tools/offline/sound_input.h"

#include <unistd.h>

#include <algorithm>
#include <utility>

#include "tools/offline/file_list.h"
#include "tools/sound_file/sound_error.h"

namespace airmark::tools {

Result<std::unique_ptr<SoundSource>> open_sound_input(const std::filesystem::path& path,
                                                      const std::optional<PcmFormat>& pcm,
                                                      std::stop_token stop) {
  if (path == kStandardInputArgument) return open_sound_pipe(STDIN_FILENO, pcm, std::move(stop));
  return open_sound_file(path);
}

std::string input_name(const std::filesystem::path& path) {
  return path == kStandardInputArgument ? std::string(kStandardInputName) : path.string();
}

Result<std::optional<PcmFormat>> pcm_of_flag(const std::string& text,
                                             const std::vector<std::string>& arguments) {
  const auto input_count = std::ranges::count(arguments, kStandardInputArgument);
  if (input_count > 1)
    return Error{ErrorKind::Usage, "standard input, -, is named twice; - may stand once"};
  if (text.empty()) return std::optional<PcmFormat>();
  if (input_count == 0)
    return Error{ErrorKind::Usage,
                 "--pcm is for standard input, -; files say themselves how they are laid out"};
  const auto format = parse_pcm_format(text);
  if (!format) return format.error();
  return std::optional(format.value());
}

}  // namespace airmark::tools
