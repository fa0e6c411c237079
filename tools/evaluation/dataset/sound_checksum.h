#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "tools/sound_file/sound_source.h"

namespace airmark::tools {

/// What a recording is, decoded to its end.
struct SoundChecksum {
  std::string sha256;  ///< Of the samples as 32-bit floats, channels interleaved: 64 digits.
  double sample_rate_hz = 0.0;
  int channel_count = 0;
  std::int64_t frame_count = 0;

  double duration_s() const { return static_cast<double>(frame_count) / sample_rate_hz; }
};

/// Reads the source to its end. Equal samples give equal digits, whatever the container.
/// Output     empty where `stop` was requested.
/// Errors     from the source; BadData, with `name`, where there is no sample in it.
Result<std::optional<SoundChecksum>> sound_checksum(SoundSource& source, std::string_view name,
                                                    const std::stop_token& stop);

}  // namespace airmark::tools
