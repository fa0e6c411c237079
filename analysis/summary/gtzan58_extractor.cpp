#include "analysis/summary/gtzan58_extractor.h"

#include <cassert>

#include "analysis/summary/audible_ratio.h"
#include "analysis/summary/gtzan58_summary.h"
#include "analysis/summary/window_frames.h"

namespace airmark::analysis {

class Gtzan58Extractor::Implementation {
 public:
  WindowFeatures extract(std::span<const float> samples) {
    frames_.measure(samples);
    WindowFeatures features;
    features.audible_ratio = audible_ratio(frames_.rms());
    features.gtzan58 = gtzan58_values(frames_);
    return features;
  }

 private:
  WindowFrames frames_;
};

Gtzan58Extractor::Gtzan58Extractor() : implementation_(std::make_unique<Implementation>()) {}
Gtzan58Extractor::~Gtzan58Extractor() = default;

WindowFeatures Gtzan58Extractor::extract(std::span<const float> samples) {
  assert(samples.size() >= kFewestWindowSamples);
  return implementation_->extract(samples);
}

}  // namespace airmark::analysis
