#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace airmark::tools {

/// What a clip is called towards whoever is to name its genre: 16 hexadecimal digits that follow
/// from its sound alone, so that neither the file's name nor its place says what the answer is.
/// `sound_sha256` is SoundChecksum::sha256.
std::string clip_id(std::string_view sound_sha256);

/// The same for one of its windows, counted from 0: with "-1", "-2", … where there are several.
std::string prompt_id(std::string_view sound_sha256, std::size_t window, std::size_t window_count);

/// The clip_id() that a prompt_id() begins with.
std::string_view clip_id_of(std::string_view prompt_id);

}  // namespace airmark::tools
