#include "analysis/spectrum/stft.h"

#include <algorithm>
#include <cassert>

#include "analysis/framing/mirror.h"
#include "analysis/kernels/transpose.h"
#include "analysis/spectrum/hann_window.h"

namespace airmark::analysis {
namespace {

using kernels::kTurnedHops;

}  // namespace

Stft::Stft()
    : window_(hann_window(kFrameSize)),
      hops_(kTurnedHops * kHopSize),
      turned_(kTurnedHops * kHopSize) {
  for (double& weight : window_) weight *= 0.5;
}

void Stft::transform(std::span<const float> samples, std::size_t first_frame,
                     SpectrumBlock& spectra, MagnitudeBlock& magnitudes) {
  assert(first_frame < frame_count_of(samples.size()));
  kernels::transpose({hops_of(samples, first_frame), kHopSize}, kTurnedHops, kHopSize,
                     {turned_.data(), kTurnedHops});
  kernels::transform_frames(turned_.data(), window_.data(), work_,
                            {spectra.real.data(), spectra.imaginary.data(),
                             magnitudes.bins().data(), magnitudes.powers().data()});
  const std::size_t valid = frame_count_of(samples.size()) - first_frame;
  if (valid < kBlockFrames)
    for (std::size_t k = 0; k < kBinCount; ++k)
      for (Lanes<float>* const bin : {&spectra.real[k], &spectra.imaginary[k],
                                      &magnitudes.bins()[k], &magnitudes.powers()[k]})
        std::fill(bin->values.begin() + static_cast<std::ptrdiff_t>(valid), bin->values.end(),
                  0.0f);
  magnitudes.mirror_edges();
}

/// The samples that the block's frames look at, where they lie or, at the window's ends, a copy.
const float* Stft::hops_of(std::span<const float> samples, std::size_t first_frame) {
  const auto first = static_cast<std::ptrdiff_t>(first_frame * kHopSize) -
                     static_cast<std::ptrdiff_t>(kFrameSize / 2);
  if (first >= 0 && static_cast<std::size_t>(first) + hops_.size() <= samples.size())
    return samples.data() + first;
  const std::size_t frame_count = frame_count_of(samples.size()) - first_frame;
  const std::size_t length = std::min(kBlockFrames, frame_count) * kHopSize + kFrameSize - kHopSize;
  copy_mirrored(samples, first, std::span(hops_).first(length));
  std::fill(hops_.begin() + static_cast<std::ptrdiff_t>(length), hops_.end(), 0.0f);
  return hops_.data();
}

}  // namespace airmark::analysis
