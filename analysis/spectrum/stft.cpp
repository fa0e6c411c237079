#include "analysis/spectrum/stft.h"

#include <cmath>

#include "analysis/framing/mirror.h"
#include "analysis/spectrum/hann_window.h"
#include "analysis/spectrum/lanes.h"

namespace airmark::analysis {
namespace {

AIRMARK_VECTOR_CLONES
void round_bins(const double* __restrict exact, float* __restrict rounded,
                float* __restrict magnitudes) {
  for (std::size_t k = 0; k < 2 * kBinCount; ++k) rounded[k] = static_cast<float>(exact[k]);
  for (std::size_t k = 0; k < kBinCount; ++k) {
    // In double: the square of a small float would vanish.
    const double real = rounded[2 * k];
    const double imaginary = rounded[2 * k + 1];
    magnitudes[k] = static_cast<float>(std::sqrt(real * real + imaginary * imaginary));
  }
}

AIRMARK_VECTOR_CLONES
void apply_window(const double* __restrict window, const float* __restrict frame,
                  double* __restrict windowed) {
  for (std::size_t n = 0; n < kFrameSize; ++n)
    windowed[n] = window[n] * static_cast<double>(frame[n]);
}

}  // namespace

Stft::Stft() : window_(hann_window(kFrameSize)), frame_(kFrameSize), fft_(kFrameSize) {}

void Stft::transform(std::span<const float> samples, std::size_t frame,
                     std::span<std::complex<float>, kBinCount> bins,
                     std::span<float, kBinCount> magnitudes) {
  const auto centre = static_cast<std::ptrdiff_t>(frame * kHopSize);
  copy_mirrored(samples, centre - static_cast<std::ptrdiff_t>(kFrameSize / 2), frame_);
  apply_window(window_.data(), frame_.data(), fft_.time().data());
  fft_.forward();
  // std::complex is laid out as two numbers of its type.
  round_bins(reinterpret_cast<const double*>(fft_.bins().data()),
             reinterpret_cast<float*>(bins.data()), magnitudes.data());
}

}  // namespace airmark::analysis
