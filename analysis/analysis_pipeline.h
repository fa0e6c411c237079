#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "analysis/summary/window_measurer.h"
#include "analysis/vocabulary/audio_block.h"
#include "analysis/vocabulary/tempo_report.h"
#include "analysis/vocabulary/window_analysis.h"

namespace airmark::analysis {

/// Shortest stretch that is a window of its own when a stream ends or breaks off.
inline constexpr double kShortestWindowS = 3.0;

/// How a stream is cut into windows. An interval below the window's length makes them overlap, one
/// above it leaves gaps. With `cut_at_changes` a window ends where other music begins and the next
/// begins there, so that none mixes two tracks; each is then reported later: see ChangeDetector.
struct WindowPlan {
  double window_s = 30.0;           ///< Length of a window, rounded to whole hops.
  double interval_s = 30.0;         ///< From one window's start to the next, rounded to whole hops.
  double keep_whole_up_to_s = 0.0;  ///< A stream that ends (or breaks) by then is one window.
  bool cut_at_changes = false;      ///< Not of a stream that is one window.
};

/// The longest stream that `describe` takes as one window.
inline constexpr double kLongestWindowS = 900.0;

/// From a stream of audio, in pieces of any size, to analysed windows. The same object serves the
/// live feed and files.
///
/// Method     mean of channels → soxr HQ to 22050 Hz → windows on the hop grid → WindowAnalysis;
///            loudness beside it, from the same stretch at the source's rate and channels; changes
///            of music from the same 22050 Hz (structure/), windows from WindowCutter. The tempo
///            is followed (TempoFollower) where somebody asks for it; after a break it begins anew.
/// Input      blocks in stream order, the stream's first frame being 0. Samples that are not
///            usable (is_usable) become silence. Where a block starts later
///            than the last one ended, nothing is glued: the open window ends there (kept if
///            kShortestWindowS long), framing starts again at the next multiple of the hop, and the
///            next window says how many frames were lost.
/// Output     windows in the order of their starts. Where they overlap, a stretch that ends leaves
///            one shorter window: the next one due, if it holds audio that no window held. The same
///            where the music changes; behind a change, overlapping windows grow first
///            (WindowCutter).
/// Invariant  neither windows nor tempo depend on how the stream was cut into blocks, nor the
///            windows on whether the tempo is followed.
/// Memory     one window of audio at 22050 Hz (keep_whole_up_to_s, where that is longer), and 17 s
///            more where windows are held back for changes; of the audio at the source's rate 4 s,
///            the same 17 s, and what two windows share; nothing grows after the first window. The
///            resampler takes and returns what it needs with each gap.
/// Threads    none inside; one instance belongs to one thread.
class AnalysisPipeline {
 public:
  struct Config {
    double source_rate_hz = 44100.0;  ///< Whole hertz, above 0.
    int channel_count = 2;
    WindowPlan plan;
    FeatureRequest tables = {};
  };
  using OnWindow = std::function<void(const WindowAnalysis&)>;
  using OnTempo = std::function<void(const TempoReport&)>;

  /// Without `on_tempo` the tempo is not followed, and costs nothing.
  AnalysisPipeline(const Config& config, OnWindow on_window, OnTempo on_tempo = nullptr);
  ~AnalysisPipeline();

  /// Requires block.channels.size() == channel_count and a block that starts no earlier than the
  /// last one ended. Calls on_window for each window completed, on_tempo twice a second.
  void push(const AudioBlock& block);

  /// Ends the stream: the last, shorter window is reported if it is kShortestWindowS long or the
  /// only one of the stream. A stream too short for the definitions (kFewestWindowSamples, 46 ms)
  /// has no window at all. Nothing may be pushed afterwards.
  void finish();

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace airmark::analysis
