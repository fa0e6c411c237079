#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "analysis/vocabulary/result.h"
#include "tools/sound_file/byte_input.h"
#include "tools/sound_file/sample_layout.h"

namespace airmark::tools {

/// What stands before the first sample of a WAV or AU stream.
struct SoundHeader {
  int sample_rate_hz = 0;
  int channel_count = 0;
  int frame_bytes = 0;                      ///< One sample of each channel.
  std::optional<SampleLayout> layout;       ///< Empty where it is compressed (ADPCM, µ-law, …).
  std::int64_t header_bytes = 0;            ///< Where the first sample starts.
  std::optional<std::int64_t> audio_bytes;  ///< Empty where the writer could not know (a stream).
  /// Where a WAV header claims no audio at all: the size it gives the whole file.
  std::optional<std::int64_t> empty_file_bytes;

  /// As the header promises; empty for a stream.
  std::optional<std::int64_t> frame_count() const {
    if (!audio_bytes) return std::nullopt;
    return *audio_bytes / frame_bytes;
  }
};

/// Reads up to the first sample. Sizes of 0, of 0xFFFFFFFF, and the almost 2 GiB that SoX writes
/// into a pipe mean "until the end".
///
/// Formats    RIFF/WAVE (Microsoft, "Multimedia Programming Interface and Data Specifications"
///            1.0 and WAVE_FORMAT_EXTENSIBLE), RF64 (EBU Tech 3306), AU (Sun, NeXT).
/// Errors     BadData, one sentence that begins with `name`.
Result<SoundHeader> read_sound_header(ByteInput& input, std::string_view name);

}  // namespace airmark::tools
