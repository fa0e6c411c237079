#pragma once

#include <span>
#include <utility>
#include <vector>

#include "analysis/spectrum/frame_magnitudes.h"
#include "analysis/spectrum/stft.h"

namespace airmark::testing {

/// The spectra of all frames of a window, for tests of the stages behind the STFT.
struct WindowSpectra {
  explicit WindowSpectra(std::span<const float> samples)
      : blocks(analysis::block_count_of(analysis::frame_count_of(samples.size()))) {
    magnitudes.reshape(analysis::frame_count_of(samples.size()));
    analysis::Stft stft;
    analysis::MagnitudeBlock on_their_side;
    for (std::size_t b = 0; b < blocks.size(); ++b) {
      stft.transform(samples, b * analysis::kBlockFrames, blocks[b], on_their_side);
      magnitudes.store(std::as_const(on_their_side).bins(), b);
    }
    magnitudes.mirror_start();
    magnitudes.mirror_end();
  }

  std::vector<analysis::SpectrumBlock> blocks;
  analysis::FrameMagnitudes magnitudes;
};

}  // namespace airmark::testing
