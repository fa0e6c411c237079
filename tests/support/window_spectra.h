#pragma once

#include <array>
#include <complex>
#include <span>
#include <vector>

#include "analysis/spectrum/frame_magnitudes.h"
#include "analysis/spectrum/stft.h"

namespace airmark::testing {

/// The spectra of all frames of a window, for tests of the stages behind the STFT.
struct WindowSpectra {
  explicit WindowSpectra(std::span<const float> samples)
      : bins(analysis::frame_count_of(samples.size())) {
    magnitudes.reshape(bins.size());
    analysis::Stft stft;
    for (std::size_t t = 0; t < bins.size(); ++t)
      stft.transform(samples, t, bins[t], magnitudes.frame(t));
    magnitudes.mirror_start();
    magnitudes.mirror_end();
  }

  std::vector<std::array<std::complex<float>, analysis::kBinCount>> bins;
  analysis::FrameMagnitudes magnitudes;
};

}  // namespace airmark::testing
