#include "tools/perturbation/butterworth.h"

#include <array>
#include <cassert>
#include <cmath>
#include <numbers>

namespace airmark::tools {
namespace {

using std::numbers::pi;

/// y[n] = b0·x[n] + b1·x[n−1] + b2·x[n−2] − a1·y[n−1] − a2·y[n−2], transposed direct form II.
struct Section {
  double b0, b1, b2, a1, a2;
  double first = 0.0, second = 0.0;

  double next(double x) noexcept {
    const double y = b0 * x + first;
    first = b1 * x - a1 * y + second;
    second = b2 * x - a2 * y;
    return y;
  }
};
using Sections = std::array<Section, kButterworthOrder / 2>;

enum class Kept { Above, Below };

/// The poles lie evenly on a half circle; each pair has a sharpness Q of its own.
double sharpness(std::size_t pair) {
  return 1.0 /
         (2.0 * std::sin((2.0 * static_cast<double>(pair) + 1.0) * pi / (2.0 * kButterworthOrder)));
}

Sections sections_for(double cutoff_hz, double rate_hz, Kept kept) {
  const double k = std::tan(pi * cutoff_hz / rate_hz);
  Sections sections{};
  for (std::size_t pair = 0; pair < sections.size(); ++pair) {
    const double q = sharpness(pair);
    const double scale = 1.0 / (1.0 + k / q + k * k);
    const double edge = kept == Kept::Below ? k * k * scale : scale;
    const double middle = kept == Kept::Below ? 2.0 * edge : -2.0 * edge;
    sections[pair] = {edge, middle, edge, 2.0 * (k * k - 1.0) * scale,
                      (1.0 - k / q + k * k) * scale};
  }
  return sections;
}

DecodedSound filtered(DecodedSound sound, const Sections& sections) {
  for (std::vector<float>& channel : sound.channels) {
    Sections own = sections;
    for (float& sample : channel) {
      double value = sample;
      for (Section& section : own) value = section.next(value);
      sample = static_cast<float>(value);
    }
  }
  return sound;
}

}  // namespace

DecodedSound high_passed(DecodedSound sound, double cutoff_hz) {
  assert(2.0 * cutoff_hz < sound.sample_rate_hz);
  const Sections sections = sections_for(cutoff_hz, sound.sample_rate_hz, Kept::Above);
  return filtered(std::move(sound), sections);
}

DecodedSound low_passed(DecodedSound sound, double cutoff_hz) {
  if (2.0 * cutoff_hz >= sound.sample_rate_hz) return sound;
  const Sections sections = sections_for(cutoff_hz, sound.sample_rate_hz, Kept::Below);
  return filtered(std::move(sound), sections);
}

}  // namespace airmark::tools
