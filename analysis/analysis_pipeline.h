#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "analysis/vocabulary/audio_block.h"
#include "analysis/vocabulary/window_analysis.h"

namespace airmark::analysis {

/// Shortest stretch that is a window of its own when a stream ends or breaks off.
inline constexpr double kShortestWindowS = 3.0;

/// How a stream is cut into windows.
struct WindowPlan {
  double window_s = 30.0;           ///< Length of a window, rounded to whole hops.
  double interval_s = 30.0;         ///< From one window's start to the next, rounded to whole hops.
  double keep_whole_up_to_s = 0.0;  ///< A stream that ends by then is one window, uncut.
};

/// The longest stream that `describe` takes as one window.
inline constexpr double kLongestWindowS = 900.0;

/// From a stream of audio, in pieces of any size, to analysed windows. The same object serves the
/// live feed and files.
///
/// Method     mean of channels → soxr HQ to 22050 Hz → windows on the hop grid → WindowAnalysis;
///            loudness beside it, from the same stretch at the source's rate and channels.
/// Input      blocks in stream order. Where a block does not start where the last one ended, or
///            is not numbers (NaN and infinities become silence and are counted), nothing is
///            glued: the open window ends there (kept if kShortestWindowS long) and framing
///            starts again at the next multiple of the hop.
/// Invariant  the windows do not depend on how the stream was cut into blocks.
/// Memory     one window of audio at both rates; nothing is allocated after the first window.
/// Threads    none inside; one instance belongs to one thread.
class AnalysisPipeline {
 public:
  struct Config {
    double source_rate_hz = 44100.0;
    int channel_count = 2;
    WindowPlan plan;
  };
  using OnWindow = std::function<void(const WindowAnalysis&)>;

  AnalysisPipeline(const Config& config, OnWindow on_window);
  ~AnalysisPipeline();

  /// Requires block.channels.size() == channel_count. Calls on_window for each window completed.
  void push(const AudioBlock& block);

  /// Ends the stream: the last, shorter window is reported if it is kShortestWindowS long or the
  /// only one of the stream.
  void finish();

  /// Samples that were NaN or infinite so far.
  std::int64_t non_finite_samples() const noexcept;

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace airmark::analysis
