#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "tools/sound_file/sound_source.h"

namespace airmark::tools {

/// Opens what a command line calls `path`: a file, or "-" for standard input, which is WAV, AU or
/// headerless by `pcm`.
Result<std::unique_ptr<SoundSource>> open_sound_input(const std::filesystem::path& path,
                                                      const std::optional<PcmFormat>& pcm,
                                                      std::stop_token stop);

/// What sentences call it.
std::string input_name(const std::filesystem::path& path);

/// The format behind --pcm; empty where the flag was not given.
Result<std::optional<PcmFormat>> pcm_of_flag(const std::string& text);

}  // namespace airmark::tools
