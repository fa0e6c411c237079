#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "analysis/features/spectral_flatness.h"
#include "analysis/spectrum/magnitude_block.h"
#include "analysis/summary/window_frames.h"
#include "analysis/timbre/timbre_meter.h"

namespace airmark::testing {

/// A window with all that a TimbreMeter listens to.
class WindowTimbre {
 public:
  analysis::Timbre measure(std::span<const float> samples) {
    frames_.measure(samples);
    flatness_.resize(frames_.magnitudes().frame_count());
    for (std::size_t t = 0; t < flatness_.size(); t += analysis::kBlockFrames) {
      block_.load(frames_.magnitudes(), t / analysis::kBlockFrames);
      const auto lanes = analysis::spectral_flatness(block_.powers());
      const std::size_t count = std::min(analysis::kBlockFrames, flatness_.size() - t);
      std::copy_n(lanes.values.begin(), count, flatness_.begin() + static_cast<std::ptrdiff_t>(t));
    }
    return meter_.measure({.magnitudes = frames_.magnitudes(),
                           .rms = frames_.rms(),
                           .spectral_flatness = flatness_,
                           .harmonic = frames_.harmonic(),
                           .percussive_energy = frames_.percussive().energy()});
  }

 private:
  analysis::WindowFrames frames_;
  analysis::MagnitudeBlock block_;
  std::vector<double> flatness_;
  analysis::TimbreMeter meter_;
};

inline analysis::Timbre timbre_of(std::span<const float> samples) {
  return WindowTimbre().measure(samples);
}

}  // namespace airmark::testing
