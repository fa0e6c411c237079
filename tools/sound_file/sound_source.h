#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>

#include "analysis/vocabulary/result.h"

namespace airmark::tools {

/// Audio that ends: a file, or a pipe. Decoded to float, full scale ±1.
class SoundSource {
 public:
  virtual ~SoundSource() = default;

  virtual double sample_rate_hz() const noexcept = 0;
  virtual int channel_count() const noexcept = 0;
  /// As the container says; empty where it does not.
  virtual std::optional<std::int64_t> frame_count() const noexcept = 0;

  /// Fills the front of each channel's span (all of the same size); returns how many frames were
  /// given, 0 at the end. A stream that breaks off in the middle is an error that names the file.
  virtual Result<std::size_t> read(std::span<const std::span<float>> channels) = 0;
};

/// Layout of headerless audio: "s16le:44100:2".
struct PcmFormat {
  enum class Encoding { S16le, S24le, S32le, F32le };
  Encoding encoding = Encoding::S16le;
  int sample_rate_hz = 44100;
  int channel_count = 2;
};
Result<PcmFormat> parse_pcm_format(const std::string& text);

/// The widest stream that is accepted; more is a damaged header or not music.
inline constexpr int kMostChannels = 64;

/// WAV, AU, AIFF, FLAC, OGG and Opus by libsndfile; MP3, M4A/AAC and other containers by
/// libavformat (libsndfile's MP3 decoder writes to standard error). A path that is a pipe, such as
/// a shell's <(…), is read as it arrives.
/// Guarantee  every sample given is finite, and a file that ends before its header says so is an
///            error: when opening where the header tells (WAV, AU, AIFF), else when reading.
Result<std::unique_ptr<SoundSource>> open_sound_file(const std::filesystem::path& path);

/// A pipe on a file descriptor, read as it arrives: WAV (or AU), or headerless by `format`. The
/// descriptor stays the caller's. While nothing arrives read() waits; after `stop` was requested it
/// reports the end.
/// Memory     one block of bytes, however long the stream is.
Result<std::unique_ptr<SoundSource>> open_sound_pipe(int descriptor,
                                                     const std::optional<PcmFormat>& format,
                                                     std::stop_token stop = {});

}  // namespace airmark::tools
