#include "analysis/summary/window_measurer.h"

#include <cassert>

#include "analysis/summary/audible_ratio.h"
#include "analysis/summary/detail_frames.h"
#include "analysis/summary/embedding45_summary.h"
#include "analysis/summary/gtzan58_summary.h"
#include "analysis/summary/mir103_summary.h"
#include "analysis/summary/musical_summary.h"
#include "analysis/summary/window_frames.h"

namespace airmark::analysis {

class WindowMeasurer::Implementation {
 public:
  explicit Implementation(FeatureRequest request) : request_(request) {
    features_.tempo_candidates.reserve(kMostTempoCandidates);
  }

  const WindowFeatures& measure(std::span<const float> samples) {
    frames_.measure(samples);
    features_.audible_ratio = audible_ratio(frames_.rms());
    features_.gtzan58 = gtzan58_values(frames_);
    musical_.measure(samples, frames_, features_);
    if (request_.mir103) {
      detail_.measure(frames_);
      features_.mir103 = mir103_.summarise(samples, frames_, detail_, features_.gtzan58);
    }
    if (request_.embedding45)
      features_.embedding45 = embedding45_values(frames_, features_.gtzan58);
    return features_;
  }

 private:
  const FeatureRequest request_;
  WindowFrames frames_;
  MusicalSummary musical_;
  DetailFrames detail_;
  Mir103Summary mir103_;
  WindowFeatures features_;
};

WindowMeasurer::WindowMeasurer(FeatureRequest request)
    : implementation_(std::make_unique<Implementation>(request)) {}
WindowMeasurer::~WindowMeasurer() = default;

const WindowFeatures& WindowMeasurer::measure(std::span<const float> samples) {
  assert(samples.size() >= kFewestWindowSamples);
  return implementation_->measure(samples);
}

}  // namespace airmark::analysis
