#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "analysis/vocabulary/result.h"

namespace airmark::tools {

inline constexpr std::string_view kStandardInputName = "standard input";

/// A path in quotation marks, for sentences; standard input needs none.
std::string in_quotes(std::string_view name);

/// "2.500 s", for sentences.
std::string seconds_text(double duration_s);

/// The sentences that more than one reader needs; `name` is the path as the user gave it.
Error not_a_sound_file(std::string_view name);
Error damaged_file(std::string_view name, std::string_view what_is_wrong);
Error no_audio_in(std::string_view name);
Error cut_off(std::string_view name, double promised_s, double present_s);
Error cut_off_bytes(std::string_view name, std::int64_t promised_bytes, std::int64_t present_bytes);
Error too_many_channels(std::string_view name, int channel_count);

/// From errno of an open() or read() of `name`.
Error system_error(std::string_view name, int error_number);

}  // namespace airmark::tools
