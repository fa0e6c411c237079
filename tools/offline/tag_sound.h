#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string_view>

#include "analysis/analysis_pipeline.h"
#include "analysis/vocabulary/tag_state.h"
#include "analysis/vocabulary/tagger.h"
#include "tools/sound_file/sound_source.h"

namespace airmark::tools {

/// What a window of a recording is.
struct TaggedWindow {
  WindowAnalysis analysis;
  TagSet tags;     ///< Empty in silence.
  TagState state;  ///< The tracker's, over the windows so far.
  /// The window by itself, by the verdict's rule: Unknown where no tag is probable enough.
  AirState alone = AirState::Unknown;
};

/// What the whole recording is.
struct TaggedSound {
  StreamSpan whole;  ///< At kAnalysisRateHz.
  TagSet tags;
  TagState state;
};

using OnTaggedWindow = std::function<void(const TaggedWindow&)>;
using OnProgress = std::function<void(double done_ratio)>;

/// Cuts a recording into windows by `plan` and tags each as soon as it is complete.
/// Output     empty where `stop` was requested.
/// Errors     also BadData for less than kShortestTaggedS.
Result<std::optional<TaggedSound>> tag_sound(SoundSource& source, std::string_view name,
                                             const analysis::WindowPlan& plan, Tagger& tagger,
                                             const OnTaggedWindow& on_window,
                                             const OnProgress& on_progress,
                                             const std::stop_token& stop);

/// The same cutting without any tagging, for what the live feed calls --windows.
Result<Done> measure_windows(SoundSource& source, std::string_view name,
                             const analysis::WindowPlan& plan,
                             const std::function<void(const WindowAnalysis&)>& on_window,
                             const OnProgress& on_progress, const std::stop_token& stop);

}  // namespace airmark::tools
