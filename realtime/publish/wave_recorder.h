#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "analysis/vocabulary/audio_block.h"
#include "analysis/vocabulary/result.h"

namespace airmark::realtime {

/// Keeps what was captured, sample by sample: a WAV file of 32-bit floats (RF64 beyond 4 GB) at the
/// feed's own rate and channels.
///
/// Threads    one instance belongs to one thread.
/// Guarantee  the file can be read up to the last second even if the program is killed: its header
///            is renewed as often. Time stays true: what write_silence() is told is as long in
///            the file.
class WaveRecorder {
 public:
  /// Makes sure that the file can be written; one that is there is replaced by begin().
  static Result<std::unique_ptr<WaveRecorder>> create(const std::filesystem::path& path);
  ~WaveRecorder();

  /// Begins a stream. A file has one format: where this is not the first stream and its format is
  /// another one, or the last file was closed, what follows goes to a new file ("take.wav" →
  /// "take-2.wav").
  Result<Done> begin(std::uint32_t sample_rate_hz, std::uint32_t channel_count);

  /// Requires begin(), and as many channels as it said.
  Result<Done> write(const AudioBlock& block);
  Result<Done> write_silence(std::int64_t frame_count);

  /// Ends the file; without it the destructor does, and a failure is not told.
  Result<Done> close();

  /// The file that is being written.
  const std::filesystem::path& path() const noexcept;

 private:
  class Implementation;
  explicit WaveRecorder(std::unique_ptr<Implementation> implementation);
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace airmark::realtime
