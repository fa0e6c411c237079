#include "analysis/loudness/k_weighting.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numbers>
#include <utility>

namespace airmark::analysis {
namespace {

// The analogue filters that the coefficients of BS.1770 came from (De Man, "Evaluation of
// implementations of the EBU R128 loudness measurement", AES 145, 2018).
constexpr double kShelfHz = 1681.974450955533;
constexpr double kShelfDb = 3.999843853973347;
constexpr double kShelfQ = 0.7071752369554196;
constexpr double kShelfMidPower = 0.4996667741545416;
constexpr double kHighPassHz = 38.13547087602444;
constexpr double kHighPassQ = 0.5003270373238773;

constexpr double kWarmUpS = 0.2;

/// Filter states below this are nothing. Without it they would fade through the numbers below
/// 10^-308, which processors are slow with.
constexpr double kNothing = 1e-30;

constexpr std::size_t kPartSteps = kPieceSteps / kBlockFrames;
static_assert(kPartSteps * kBlockFrames == kPieceSteps);

/// Samples that are turned into lanes at a time.
constexpr std::size_t kTileSamples = 64;

using Tile = std::array<Lanes<float>, kTileSamples>;

double tangent(double frequency_hz, double sample_rate_hz) noexcept {
  return std::tan(std::numbers::pi * frequency_hz / sample_rate_hz);
}

/// What the filters of sixteen parts remember, and the energy since it was last read.
struct FilterState {
  Lanes<double> shelf1;
  Lanes<double> shelf2;
  Lanes<double> high_pass1;
  Lanes<double> high_pass2;
  Lanes<double> energy;
};

void filter(const Lanes<float>* samples, std::size_t count, const Biquad* shelf,
            const Biquad* high_pass, FilterState* state) {
  FilterState s = *state;
  const Biquad f = *shelf;
  const double a1 = high_pass->a1;
  const double a2 = high_pass->a2;
  for (std::size_t n = 0; n < count; ++n)
    for (std::size_t lane = 0; lane < kBlockFrames; ++lane) {
      const auto x = static_cast<double>(samples[n][lane]);
      const double y = f.b0 * x + s.shelf1[lane];
      s.shelf1[lane] = f.b1 * x - f.a1 * y + s.shelf2[lane];
      s.shelf2[lane] = f.b2 * x - f.a2 * y;
      const double z = y + s.high_pass1[lane];  // its numerator is 1, -2, 1
      s.high_pass1[lane] = s.high_pass2[lane] - 2.0 * y - a1 * z;
      s.high_pass2[lane] = y - a2 * z;
      s.energy[lane] += z * z;
    }
  *state = s;
}

void forget_nothings(FilterState& state) noexcept {
  for (Lanes<double>* lanes : {&state.shelf1, &state.shelf2, &state.high_pass1, &state.high_pass2})
    for (double& value : lanes->values)
      if (std::abs(value) < kNothing) value = 0.0;
}

/// Sixteen parts of one channel's piece on their way through the filters.
class Parts {
 public:
  /// The first sample of each part; before them lie the samples that warm the filters up.
  using Starts = std::array<std::ptrdiff_t, kBlockFrames>;

  Parts(std::span<const float> samples, const Starts& starts, std::size_t warm_up_samples,
        const Biquad& shelf, const Biquad& high_pass)
      : samples_(samples), next_(starts), shelf_(shelf), high_pass_(high_pass) {
    for (std::ptrdiff_t& next : next_) next -= static_cast<std::ptrdiff_t>(warm_up_samples);
    advance(warm_up_samples);
    for (std::size_t lane = 0; lane < kBlockFrames; ++lane) take_energy(lane);
  }

  /// Filters the next samples of each part. What lies outside `samples` is silent.
  void advance(std::size_t sample_count) {
    while (sample_count > 0) {
      const std::size_t count = std::min(sample_count, kTileSamples);
      for (std::size_t lane = 0; lane < kBlockFrames; ++lane) load(lane, count);
      filter(tile_.data(), count, &shelf_, &high_pass_, &state_);
      sample_count -= count;
    }
    forget_nothings(state_);
  }

  /// The energy of a part since it was last taken.
  double take_energy(std::size_t lane) { return std::exchange(state_.energy[lane], 0.0); }

 private:
  void load(std::size_t lane, std::size_t count) {
    const auto end = static_cast<std::ptrdiff_t>(samples_.size());
    const std::ptrdiff_t first = std::exchange(next_[lane], next_[lane] + std::ptrdiff_t(count));
    if (first >= 0 && next_[lane] <= end) {
      const float* const source = samples_.data() + first;
      for (std::size_t n = 0; n < count; ++n) tile_[n][lane] = source[n];
      return;
    }
    for (std::size_t n = 0; n < count; ++n) {
      const std::ptrdiff_t index = first + static_cast<std::ptrdiff_t>(n);
      tile_[n][lane] = index >= 0 && index < end ? samples_[static_cast<std::size_t>(index)] : 0.0f;
    }
  }

  std::span<const float> samples_;
  Starts next_;
  Biquad shelf_;
  Biquad high_pass_;
  Tile tile_;
  FilterState state_;
};

}  // namespace

Biquad k_weighting_shelf(double sample_rate_hz) noexcept {
  const double k = tangent(kShelfHz, sample_rate_hz);
  const double high = std::pow(10.0, kShelfDb / 20.0);
  const double middle = std::pow(high, kShelfMidPower);
  const double a0 = 1.0 + k / kShelfQ + k * k;
  return {.b0 = (high + middle * k / kShelfQ + k * k) / a0,
          .b1 = 2.0 * (k * k - high) / a0,
          .b2 = (high - middle * k / kShelfQ + k * k) / a0,
          .a1 = 2.0 * (k * k - 1.0) / a0,
          .a2 = (1.0 - k / kShelfQ + k * k) / a0};
}

Biquad k_weighting_high_pass(double sample_rate_hz) noexcept {
  const double k = tangent(kHighPassHz, sample_rate_hz);
  const double a0 = 1.0 + k / kHighPassQ + k * k;
  return {.b0 = 1.0,
          .b1 = -2.0,
          .b2 = 1.0,
          .a1 = 2.0 * (k * k - 1.0) / a0,
          .a2 = (1.0 - k / kHighPassQ + k * k) / a0};
}

std::size_t first_sample_of_step(std::size_t step, std::size_t sample_rate_hz) noexcept {
  return (step * sample_rate_hz + kStepsPerSecond / 2) / kStepsPerSecond;
}

KWeighting::KWeighting(std::size_t sample_rate_hz) noexcept
    : sample_rate_hz_(sample_rate_hz),
      shelf_(k_weighting_shelf(static_cast<double>(sample_rate_hz))),
      high_pass_(k_weighting_high_pass(static_cast<double>(sample_rate_hz))) {}

std::size_t KWeighting::past_frames() const noexcept {
  return static_cast<std::size_t>(std::lround(kWarmUpS * static_cast<double>(sample_rate_hz_)));
}

void KWeighting::add_energies(std::span<const float> samples, std::size_t past_frames, double gain,
                              std::span<double> energies) const noexcept {
  assert(energies.size() <= kPieceSteps);
  assert(past_frames + first_sample_of_step(energies.size(), sample_rate_hz_) <= samples.size());
  Parts::Starts starts;
  for (std::size_t lane = 0; lane < kBlockFrames; ++lane)
    starts[lane] = static_cast<std::ptrdiff_t>(
        past_frames + first_sample_of_step(lane * kPartSteps, sample_rate_hz_));
  Parts parts(samples, starts, this->past_frames(), shelf_, high_pass_);
  std::size_t position = 0;  // in each part
  for (std::size_t step = 0; step < std::min(kPartSteps, energies.size()); ++step) {
    // A step of one part may be a sample longer than that of another.
    std::array<std::size_t, kBlockFrames> ends;
    for (std::size_t lane = 0; lane < kBlockFrames; ++lane)
      ends[lane] = past_frames +
                   first_sample_of_step(lane * kPartSteps + step + 1, sample_rate_hz_) -
                   static_cast<std::size_t>(starts[lane]);
    const auto [earliest, latest] = std::minmax_element(ends.begin(), ends.end());
    for (std::size_t end = *earliest; end <= *latest; ++end) {
      parts.advance(end - std::exchange(position, end));
      for (std::size_t lane = 0; lane < kBlockFrames; ++lane) {
        if (ends[lane] != end) continue;
        const double energy = parts.take_energy(lane);
        const std::size_t index = lane * kPartSteps + step;
        if (index < energies.size()) energies[index] += gain * energy;
      }
    }
  }
}

}  // namespace airmark::analysis
