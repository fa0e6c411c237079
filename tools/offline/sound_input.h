#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

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
/// Errors     Usage for a --pcm that concerns none of the `arguments`, and for standard input named
///            twice: two readers would each get a part of it.
Result<std::optional<PcmFormat>> pcm_of_flag(const std::string& text,
                                             const std::vector<std::string>& arguments);

}  // namespace airmark::tools
