#include "analysis/spectrum/inverse_stft.h"

#include <algorithm>
#include <cassert>

#include "analysis/kernels/transpose.h"
#include "analysis/spectrum/hann_window.h"

namespace airmark::analysis {
namespace {

/// Hops cut off in front: half a frame.
constexpr std::size_t kLeadHops = kFrameSize / 2 / kHopSize;

}  // namespace

InverseStft::InverseStft()
    : window_(hann_window(kFrameSize)),
      scale_(kHopSize),
      overlap_(kernels::kOverlapSize),
      hops_(kHopSize) {
  for (const double weight : window_) squared_window_.push_back(weight * weight);
  for (std::size_t n = 0; n < kFrameSize; ++n) scale_[n % kHopSize] += squared_window_[n];
  for (double& scale : scale_) scale = 1.0 / scale;
  for (double& weight : window_) weight /= static_cast<double>(kFrameSize);
}

void InverseStft::start(std::size_t frame_count, std::span<float> samples) {
  assert(frame_count >= 3 && samples.size() == kHopSize * (frame_count - 1));
  frame_count_ = frame_count;
  next_frame_ = 0;
  finished_ = 0;
  samples_ = samples;
  std::fill(overlap_.begin(), overlap_.end(), 0.0f);
}

void InverseStft::add(const SpectrumBlock& spectra, std::span<const Lanes<float>, kBinCount> mask) {
  kernels::invert_frames({spectra.real.data(), spectra.imaginary.data(), mask.data()},
                         window_.data(), work_, overlap_.data());
  emit(next_frame_);
  next_frame_ += kBlockFrames;
  if (next_frame_ == frame_count_) {  // the last frames reach into a hop that no frame begins with
    for (std::size_t row = 0; row < kHopSize * kHopsPerFrame; ++row)
      std::fill_n(overlap_.begin() + static_cast<std::ptrdiff_t>(
                                         (row + 1) * kernels::kOverlapLanes - kBlockFrames),
                  kBlockFrames, 0.0f);
    emit(next_frame_);
  }
}

void InverseStft::emit(std::size_t first) {
  kernels::add_overlap(overlap_.data(), scale_.data(), hops_.data());
  const std::size_t begin = std::max(first, kLeadHops);
  const std::size_t end = std::min(first + kBlockFrames, frame_count_ + 1);
  float* const samples = samples_.data() + (begin - kLeadHops) * kHopSize;
  kernels::transpose({hops_[0].values.data() + (begin - first), kBlockFrames}, kHopSize,
                     end - begin, {samples, kHopSize});
  for (std::size_t hop = begin; hop < end; ++hop)
    if (hop < kHopsPerFrame - 1 || hop >= frame_count_)
      mend(hop, {samples + (hop - begin) * kHopSize, kHopSize});
  finished_ = (end - kLeadHops) * kHopSize;
}

void InverseStft::mend(std::size_t hop, std::span<float> samples) const {
  for (std::size_t n = 0; n < kHopSize; ++n) {
    double overlap = 1.0 / scale_[n];
    for (std::size_t age = 0; age < kHopsPerFrame; ++age)
      if (hop < age || hop - age >= frame_count_) overlap -= squared_window_[age * kHopSize + n];
    samples[n] = static_cast<float>(static_cast<double>(samples[n]) / (scale_[n] * overlap));
  }
}

}  // namespace airmark::analysis
