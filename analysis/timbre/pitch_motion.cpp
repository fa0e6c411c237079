#include "analysis/timbre/pitch_motion.h"

#include <cmath>
#include <numbers>

namespace airmark::analysis {
namespace {

constexpr std::size_t kGlideFrames = 6;
constexpr float kGlideCents = 10.0f;
/// Straight line and parabola over six points, at right angles (Savitzky & Golay 1964).
constexpr std::array<float, kGlideFrames> kLine{-5.0f, -3.0f, -1.0f, 1.0f, 3.0f, 5.0f};
constexpr std::array<float, kGlideFrames> kParabola{5.0f, -1.0f, -4.0f, -4.0f, -1.0f, 5.0f};
constexpr float kLineSquares = 70.0f;
constexpr float kParabolaSquares = 84.0f;

constexpr std::size_t kFramesBetweenWaves = 6;  // the 24 frames overlap by three quarters
constexpr std::size_t kLowestVibratoHz = 4;
constexpr std::size_t kHighestVibratoHz = 8;
constexpr float kShareOfOneWave = 0.6f;
constexpr float kLeastVibratoCents = 10.0f;
constexpr float kGreatestVibratoCents = 150.0f;

/// A second of one pitch, or three seconds for waves; less says nothing about a window.
constexpr std::size_t kFewestGlides = 40;
constexpr std::size_t kFewestWaves = 20;

template <std::size_t size>
float product(const std::array<float, size>& a, const std::array<float, size>& b) noexcept {
  float sum = 0.0f;
  for (std::size_t n = 0; n < size; ++n) sum += a[n] * b[n];
  return sum;
}

/// Takes from `curve` what lies along `direction`, which has length 1.
template <std::size_t size>
void take_off(std::array<float, size>& curve, const std::array<float, size>& direction) noexcept {
  const float part = product(curve, direction);
  for (std::size_t n = 0; n < size; ++n) curve[n] -= part * direction[n];
}

template <std::size_t size>
void make_unit(std::array<float, size>& curve) noexcept {
  const float length = std::sqrt(product(curve, curve));
  for (float& value : curve) value /= length;
}

template <std::size_t size>
void take_off_mean(std::array<float, size>& curve) noexcept {
  float sum = 0.0f;
  for (const float value : curve) sum += value;
  for (float& value : curve) value -= sum / static_cast<float>(size);
}

bool glides(const Partial& partial) noexcept {
  const auto cents = partial.recent_cents<kGlideFrames>();
  const float line = product(cents, kLine);
  const float parabola = product(cents, kParabola);
  const float squares = line * line / kLineSquares + parabola * parabola / kParabolaSquares;
  return squares > kGlideCents * kGlideCents * static_cast<float>(kGlideFrames);
}

}  // namespace

PitchMotion::PitchMotion() {
  for (std::size_t n = 0; n < slope_.size(); ++n) slope_[n] = static_cast<float>(n);
  take_off_mean(slope_);
  make_unit(slope_);
  constexpr double kFrameRateHz = static_cast<double>(kAnalysisRateHz) / kHopSize;
  for (std::size_t rate_hz = kLowestRateHz; rate_hz <= kHighestRateHz; ++rate_hz) {
    auto& [sine, cosine] = waves_[rate_hz - kLowestRateHz];
    for (std::size_t n = 0; n < sine.size(); ++n) {
      const double angle = 2.0 * std::numbers::pi * static_cast<double>(rate_hz * n) / kFrameRateHz;
      sine[n] = static_cast<float>(std::sin(angle));
      cosine[n] = static_cast<float>(std::cos(angle));
    }
    for (Curve* wave : {&sine, &cosine}) {
      take_off_mean(*wave);
      take_off(*wave, slope_);
    }
    make_unit(sine);
    take_off(cosine, sine);
    make_unit(cosine);
  }
}

void PitchMotion::Share::add(double weight, bool counts) noexcept {
  whole += weight;
  if (counts) part += weight;
  ++count;
}

void PitchMotion::start() noexcept {
  gliding_ = {};
  wavering_ = {};
}

void PitchMotion::add(std::span<const Partial> partials) noexcept {
  for (const Partial& partial : partials) {
    const auto weight = static_cast<double>(partial.magnitude);
    if (partial.age >= kGlideFrames) gliding_.add(weight, glides(partial));
    if (partial.age >= Partial::kRememberedFrames && partial.age % kFramesBetweenWaves == 0)
      wavering_.add(weight, wavers(partial));
  }
}

bool PitchMotion::wavers(const Partial& partial) const noexcept {
  Curve cents = partial.recent_cents<Partial::kRememberedFrames>();
  take_off_mean(cents);
  take_off(cents, slope_);
  float greatest = 0.0f;
  std::size_t rate_hz = 0;
  for (std::size_t n = 0; n < waves_.size(); ++n) {
    const float sine = product(cents, waves_[n][0]);
    const float cosine = product(cents, waves_[n][1]);
    const float power = sine * sine + cosine * cosine;
    if (power <= greatest) continue;
    greatest = power;
    rate_hz = kLowestRateHz + n;
  }
  const float amplitude_cents = std::sqrt(2.0f * greatest / static_cast<float>(cents.size()));
  return rate_hz >= kLowestVibratoHz && rate_hz <= kHighestVibratoHz &&
         greatest >= kShareOfOneWave * product(cents, cents) &&
         amplitude_cents >= kLeastVibratoCents && amplitude_cents <= kGreatestVibratoCents;
}

double PitchMotion::gliding_share() const noexcept {
  return gliding_.count < kFewestGlides ? 0.0 : gliding_.part / gliding_.whole;
}

std::optional<double> PitchMotion::wavering_share() const noexcept {
  if (wavering_.count < kFewestWaves) return std::nullopt;
  return wavering_.part / wavering_.whole;
}

}  // namespace airmark::analysis
