#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "analysis/rhythm/onset_bands.h"
#include "analysis/spectrum/real_fft.h"

namespace airmark::analysis {

/// What is compared with itself some time later: each band, and the bass with what lies above it
/// (bass drum and snare drum take turns).
enum class Recurrence : std::size_t { Bass, Middle, Treble, BassWithMiddle, BassWithTreble };
inline constexpr std::size_t kRecurrenceCount = 5;

/// A place between the values of a row and the weights of the four around it.
struct CubicPoint {
  std::size_t first = 0;
  std::array<float, 4> weights{};

  double value(const float* row) const noexcept {
    double sum = 0.0;
    for (std::size_t k = 0; k < weights.size(); ++k)
      sum += static_cast<double>(weights[k]) * static_cast<double>(row[first + k]);
    return sum;
  }
};

/// How the onsets of a few seconds repeat, second after second.
///
/// Method     six seconds of each band under a Hann window, less their mean, one such stretch each
///            second: autocorrelation, divided by its value at lag 0 and by the window's own, and
///            the magnitude of the Fourier transform. The first answers to a beat and to its
///            multiples, the second to a beat and to its fractions; together they tell octaves
///            apart (Peeters 2006).
/// Input      onsets of a window; where it is shorter than six seconds, all of it is one stretch.
/// Memory     measure() allocates only for more stretches than ever before.
/// Threads    none inside; one instance belongs to one thread.
class LocalTempogram {
 public:
  static constexpr std::size_t kStretchFrames = 258;  ///< 5.99 s
  static constexpr std::size_t kStepFrames = 43;      ///< 0.998 s
  static constexpr std::size_t kTransformSize = 512;
  /// Lags that are told: few enough values overlap at a longer one.
  static constexpr std::size_t kLagCount = 207;
  static constexpr std::size_t kBinCount = kTransformSize / 2 + 1;

  LocalTempogram();

  void measure(const OnsetBands& onsets);

  std::size_t stretch_count() const noexcept { return stretch_count_; }

  /// By lag in frames; 1 at lag 0 of a band with itself, 0 where nothing begins.
  const float* correlation(std::size_t stretch, Recurrence which) const noexcept {
    return correlations_.data() +
           (stretch * kRecurrenceCount + static_cast<std::size_t>(which)) * kLagCount;
  }
  /// By bin of kTransformSize; 1 would be all energy in one frequency.
  const float* magnitudes(std::size_t stretch, OnsetBand which) const noexcept {
    return magnitudes_.data() +
           (stretch * kOnsetBandCount + static_cast<std::size_t>(which)) * kBinCount;
  }

  /// Where to read a correlation, and where magnitudes. All weights are 0 beyond the end.
  static CubicPoint at_lag(double frames) noexcept;
  static CubicPoint at_frequency(double cycles_per_frame) noexcept;

 private:
  void set_length(std::size_t frame_count);
  void transform(std::span<const float> onsets, std::size_t band);
  void correlate(std::size_t first, std::size_t second, float* row);

  std::size_t length_ = 0;      // of a stretch
  std::vector<double> window_;  // length_
  double window_energy_ = 0.0;
  std::vector<double> overlap_;  // the window's own autocorrelation, kLagCount
  RealFft fft_;
  std::array<std::vector<std::complex<double>>, kOnsetBandCount> bins_;
  std::array<double, kOnsetBandCount> energies_{};
  std::size_t stretch_count_ = 0;
  std::vector<float> correlations_;
  std::vector<float> magnitudes_;
};

}  // namespace airmark::analysis
