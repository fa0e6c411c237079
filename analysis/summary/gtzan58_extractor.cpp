#include "analysis/summary/gtzan58_extractor.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "analysis/summary/gtzan58_summary.h"
#include "analysis/summary/window_frames.h"

namespace airmark::analysis {
namespace {

double audible_ratio_of(std::span<const double> rms) {
  const double gate = std::pow(10.0, kSilenceGateDbfs / 20.0);
  const auto audible = std::count_if(rms.begin(), rms.end(), [&](double v) { return v > gate; });
  return static_cast<double>(audible) / static_cast<double>(rms.size());
}

}  // namespace

class Gtzan58Extractor::Implementation {
 public:
  WindowFeatures extract(std::span<const float> samples) {
    frames_.measure(samples);
    WindowFeatures features;
    features.audible_ratio = audible_ratio_of(frames_.rms());
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
