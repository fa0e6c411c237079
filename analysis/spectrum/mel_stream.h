#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>

#include "analysis/spectrum/mel_bands.h"

namespace airmark::analysis {

/// The mel spectrum of a stream, frame after frame, while the stream comes in.
///
/// Method     frames of kFrameSize samples, one each kHopSize, none beyond what was pushed
/// (librosa:
///            center=False); Stft's window and magnitudes, MelBands, decibels without a floor that
///            depends on other frames.
/// Input      mono at kAnalysisRateHz, finite, in pieces of any size: the frames do not depend on
///            how it was cut.
/// Output     frames in order, each once, at most kBlockFrames - 1 of them later than possible.
/// Memory     allocated in the constructor.
/// Threads    none inside; one instance belongs to one thread.
class MelStream {
 public:
  /// `centre_frame` is the stream frame (sample) the spectrum is centred on.
  using OnFrame = std::function<void(std::int64_t centre_frame,
                                     std::span<const float, kMelBandCount> decibels)>;

  explicit MelStream(OnFrame on_frame);
  ~MelStream();

  /// Starts anew at this frame of the stream; what is still waiting is dropped.
  void begin(std::int64_t first_frame);
  void push(std::span<const float> samples);
  /// Hands out the frames that wait for their block to fill.
  void flush();

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace airmark::analysis
