#include "tools/offline/sound_input.h"

#include <unistd.h>

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

Result<std::optional<PcmFormat>> pcm_of_flag(const std::string& text) {
  if (text.empty()) return std::optional<PcmFormat>();
  const auto format = parse_pcm_format(text);
  if (!format) return format.error();
  return std::optional(format.value());
}

}  // namespace airmark::tools
