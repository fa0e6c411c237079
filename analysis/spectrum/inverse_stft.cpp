#include "analysis/spectrum/inverse_stft.h"

#include <algorithm>
#include <cassert>

#include "analysis/spectrum/hann_window.h"

namespace airmark::analysis {
namespace {

/// Hops cut off in front: half a frame.
constexpr std::size_t kLeadHops = kFrameSize / 2 / kHopSize;

}  // namespace

InverseStft::InverseStft() : window_(hann_window(kFrameSize)), fft_(kFrameSize), sum_(kFrameSize) {
  for (const double weight : window_) squared_window_.push_back(weight * weight);
  for (std::size_t n = 0; n < kFrameSize; ++n) full_overlap_[n % kHopSize] += squared_window_[n];
  for (double& weight : window_) weight /= static_cast<double>(kFrameSize);
}

void InverseStft::start(std::size_t frame_count, std::span<float> samples) {
  assert(frame_count >= 3 && samples.size() == kHopSize * (frame_count - 1));
  frame_count_ = frame_count;
  next_frame_ = 0;
  samples_ = samples;
  std::fill(sum_.begin(), sum_.end(), 0.0);
}

void InverseStft::add(std::span<const std::complex<float>, kBinCount> bins,
                      std::span<const float, kBinCount> mask) {
  const std::span<std::complex<double>> masked = fft_.bins();
  for (std::size_t k = 0; k < kBinCount; ++k)
    masked[k] = {static_cast<double>(bins[k].real() * mask[k]),
                 static_cast<double>(bins[k].imag() * mask[k])};
  fft_.inverse();
  const std::span<const double> time = fft_.time();
  for (std::size_t n = 0; n < kFrameSize; ++n) sum_[n] += window_[n] * time[n];
  emit(next_frame_++);
  if (next_frame_ == frame_count_) emit(frame_count_);
}

void InverseStft::emit(std::size_t hop) {
  if (hop >= kLeadHops) {
    std::array<double, kHopSize> overlap = full_overlap_;
    for (std::size_t age = 0; age < kOverlap; ++age) {
      if (hop >= age && hop - age < frame_count_) continue;
      for (std::size_t n = 0; n < kHopSize; ++n)  // that frame does not exist
        overlap[n] -= squared_window_[age * kHopSize + n];
    }
    const std::span<float> out = samples_.subspan((hop - kLeadHops) * kHopSize, kHopSize);
    for (std::size_t n = 0; n < kHopSize; ++n) out[n] = static_cast<float>(sum_[n] / overlap[n]);
  }
  std::copy(sum_.begin() + kHopSize, sum_.end(), sum_.begin());
  std::fill(sum_.end() - kHopSize, sum_.end(), 0.0);
}

}  // namespace airmark::analysis
