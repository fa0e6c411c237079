#include "analysis/spectrum/inverse_stft.h"

#include <cassert>

#include "analysis/spectrum/hann_window.h"
#include "analysis/spectrum/lanes.h"

namespace airmark::analysis {
namespace {

/// Hops cut off in front: half a frame.
constexpr std::size_t kLeadHops = kFrameSize / 2 / kHopSize;

AIRMARK_VECTOR_CLONES
void apply_mask(const float* __restrict bins, const float* __restrict mask,
                double* __restrict masked) {
  for (std::size_t k = 0; k < kBinCount; ++k) {
    masked[2 * k] = static_cast<double>(bins[2 * k] * mask[k]);
    masked[2 * k + 1] = static_cast<double>(bins[2 * k + 1] * mask[k]);
  }
}

AIRMARK_VECTOR_CLONES
void add_windowed(const double* __restrict window, const double* __restrict time,
                  double* __restrict sum) {
  for (std::size_t n = 0; n < kHopSize; ++n) sum[n] += window[n] * time[n];
}

AIRMARK_VECTOR_CLONES
void divide(const double* __restrict sum, const double* __restrict overlap,
            float* __restrict samples) {
  for (std::size_t n = 0; n < kHopSize; ++n) samples[n] = static_cast<float>(sum[n] / overlap[n]);
}

}  // namespace

InverseStft::InverseStft() : window_(hann_window(kFrameSize)), fft_(kFrameSize) {
  for (const double weight : window_) squared_window_.push_back(weight * weight);
  for (std::size_t n = 0; n < kFrameSize; ++n) full_overlap_[n % kHopSize] += squared_window_[n];
  for (double& weight : window_) weight /= static_cast<double>(kFrameSize);
}

void InverseStft::start(std::size_t frame_count, std::span<float> samples) {
  assert(frame_count >= 3 && samples.size() == kHopSize * (frame_count - 1));
  frame_count_ = frame_count;
  next_frame_ = 0;
  samples_ = samples;
  sums_ = {};
}

void InverseStft::add(std::span<const std::complex<float>, kBinCount> bins,
                      std::span<const float, kBinCount> mask) {
  // std::complex is laid out as two numbers of its type.
  apply_mask(reinterpret_cast<const float*>(bins.data()), mask.data(),
             reinterpret_cast<double*>(fft_.bins().data()));
  fft_.inverse();
  for (std::size_t part = 0; part < kHopsPerFrame; ++part)
    add_windowed(window_.data() + part * kHopSize, fft_.time().data() + part * kHopSize,
                 sum(next_frame_ + part).data());
  emit(next_frame_++);
  if (next_frame_ == frame_count_) emit(frame_count_);
}

void InverseStft::emit(std::size_t hop) {
  if (hop >= kLeadHops) {
    Hop overlap = full_overlap_;
    for (std::size_t age = 0; age < kHopsPerFrame; ++age) {
      if (hop >= age && hop - age < frame_count_) continue;
      for (std::size_t n = 0; n < kHopSize; ++n)  // that frame does not exist
        overlap[n] -= squared_window_[age * kHopSize + n];
    }
    divide(sum(hop).data(), overlap.data(), &samples_[(hop - kLeadHops) * kHopSize]);
  }
  sum(hop).fill(0.0);
}

}  // namespace airmark::analysis
