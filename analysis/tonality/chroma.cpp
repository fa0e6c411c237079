#include "analysis/tonality/chroma.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "analysis/kernels/bin_sums.h"

namespace airmark::analysis {
namespace {

constexpr double kClasses = static_cast<double>(kPitchClassCount);
constexpr double kCentreOctave = 5.0;
constexpr double kOctaveWidth = 2.0;
constexpr std::size_t kClassesFromCToA = 9;  // pitches are counted from A, classes from C

/// Less counts as nothing: it is lost beside any other class, and times the power of a soft bin it
/// would be so small a number that processors take a hundred times as long over it.
constexpr double kLeastWeight = 1e-20;

/// The floor-based remainder, which has the sign of the divisor.
double wrap(double value, double period) { return value - period * std::floor(value / period); }

/// Semitones above A0 (27.5 Hz) at the given tuning.
double semitones_of(double hz, double tuning) {
  const double lowest_a_hz = 440.0 * std::exp2(tuning / kClasses) / 16.0;
  return kClasses * std::log2(hz / lowest_a_hz);
}

}  // namespace

static_assert(kPitchClassCount == kernels::kProjections);

Chroma::Chroma()
    : tuning_(std::numeric_limits<double>::quiet_NaN()), weights_(kBinCount * kPitchClassCount) {
  set_tuning(0.0);
}

void Chroma::set_tuning(double tuning) {
  if (tuning == tuning_) return;
  tuning_ = tuning;
  // 0 Hz has no pitch: it is put an octave and a half below the first bin.
  const double first = semitones_of(kBinHz, tuning);
  double semitones = first - 1.5 * kClasses;
  double next = first;
  for (std::size_t k = 0; k < kBinCount; ++k) {
    const double width = std::max(next - semitones, 1.0);
    std::array<double, kPitchClassCount> bumps{};
    double squares = 0.0;
    for (std::size_t c = 0; c < kPitchClassCount; ++c) {
      const double distance =
          wrap(semitones - static_cast<double>(c) + kClasses / 2.0 + 10.0 * kClasses, kClasses) -
          kClasses / 2.0;
      const double place = 2.0 * distance / width;
      bumps[c] = std::exp(-0.5 * place * place);
      squares += bumps[c] * bumps[c];
    }
    const double octaves = (semitones / kClasses - kCentreOctave) / kOctaveWidth;
    const double scale = std::exp(-0.5 * octaves * octaves) / std::sqrt(squares);
    for (std::size_t c = 0; c < kPitchClassCount; ++c) {
      const double weight = bumps[c] * scale;
      weights_[k * kPitchClassCount + (c + kClassesFromCToA) % kPitchClassCount] =
          static_cast<float>(weight < kLeastWeight ? 0.0 : weight);
    }
    semitones = next;
    next = semitones_of(static_cast<double>(k + 2) * kBinHz, tuning);
  }
}

void Chroma::measure(std::span<const Lanes<float>, kBinCount> powers,
                     std::span<Lanes<float>, kPitchClassCount> classes) const noexcept {
  kernels::project_bins(powers.data(), weights_.data(), kBinCount, classes.data());
}

}  // namespace airmark::analysis
