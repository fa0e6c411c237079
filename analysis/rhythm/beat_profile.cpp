#include "analysis/rhythm/beat_profile.h"

#include <algorithm>
#include <cmath>

#include "analysis/rhythm/tempo_grid.h"

namespace airmark::analysis {
namespace {

constexpr std::size_t kPhases = BeatProfile::kPhaseCount;
constexpr std::size_t kHalf = kPhases / 2;
/// An eighth of a beat.
constexpr std::size_t kNear = kPhases / 8;

/// Where the second part of a beat may begin.
constexpr std::size_t kEarliestOffbeat = 19;  // 0.40
constexpr std::size_t kLatestOffbeat = 39;    // 0.81
/// From here on it may as well be the last quarter of a beat that is divided in four.
constexpr std::size_t kEarliestQuarter = 34;  // 0.71

/// Bass this many times as strong between the beats as on them moves the beats.
constexpr double kBassMovesBeat = 1.5;

/// What divides the beat is at least this share of the accent on the beat, and this many times the
/// mean of the profile.
constexpr double kDividesBeat = 0.15;
constexpr double kStandsOut = 1.3;

/// A beat shorter than this is not divided by ear.
constexpr double kShortestDividedBeatS = 0.3;

template <std::size_t kCount>
double sum_near(const std::array<double, kCount>& phases, std::size_t centre) {
  double sum = 0.0;
  for (std::size_t n = 0; n <= 2 * kNear; ++n)
    sum += phases[(centre + kCount + n - kNear) % kCount];
  return sum;
}

/// Centre of gravity of what is around a maximum, relative to it.
double lean(const std::array<double, kPhases>& phases, std::size_t maximum) {
  constexpr std::size_t kReach = 3;
  double weight = 0.0;
  double moment = 0.0;
  for (std::size_t n = 0; n <= 2 * kReach; ++n) {
    const double value = phases[(maximum + kPhases + n - kReach) % kPhases];
    weight += value;
    moment += value * (static_cast<double>(n) - static_cast<double>(kReach));
  }
  return weight > 0.0 ? moment / weight : 0.0;
}

std::optional<double> share(double part, double rest) {
  if (!(part + rest > 0.0)) return std::nullopt;
  return part / (part + rest);
}

/// Reads a beat at kPhases equal steps.
void add_beat(std::span<const float> values, double first, double last, double* phases) {
  for (std::size_t p = 0; p < kPhases; ++p) {
    const double place =
        first + (last - first) * static_cast<double>(p) / static_cast<double>(kPhases);
    const auto whole = static_cast<std::size_t>(place);
    const double part = place - static_cast<double>(whole);
    const std::size_t next = std::min(whole + 1, values.size() - 1);
    phases[p] += (1.0 - part) * static_cast<double>(values[whole]) +
                 part * static_cast<double>(values[next]);
  }
}

}  // namespace

void BeatProfile::measure(const Accents& accents, std::span<const std::size_t> beats) {
  bass_.fill(0.0);
  upper_.fill(0.0);
  beat_.fill(0.0);
  period_s_ = 0.0;
  if (beats.size() < 2) return;
  for (std::size_t i = 0; i + 1 < beats.size(); ++i) {
    const auto first = static_cast<double>(beats[i]);
    const auto last = static_cast<double>(beats[i + 1]);
    add_beat(accents.bass(), first, last, bass_.data() + i % 2 * kPhases);
    add_beat(accents.upper(), first, last, upper_.data() + i % 2 * kPhases);
  }
  period_s_ = static_cast<double>(beats.back() - beats.front()) /
              (static_cast<double>(beats.size() - 1) * kFramesPerSecond);
  follow_bass();
  for (std::size_t p = 0; p < kPhases; ++p) beat_[p] = upper_[p] + upper_[kPhases + p];
}

void BeatProfile::follow_bass() {
  const double on = sum_near(bass_, 0) + sum_near(bass_, kPhases);
  const double between = sum_near(bass_, kHalf) + sum_near(bass_, kPhases + kHalf);
  if (!(between > kBassMovesBeat * on)) return;
  std::rotate(bass_.begin(), bass_.begin() + kHalf, bass_.end());
  std::rotate(upper_.begin(), upper_.begin() + kHalf, upper_.end());
}

std::size_t BeatProfile::offbeat_phase() const noexcept {
  const auto* const strongest =
      std::max_element(beat_.data() + kEarliestOffbeat, beat_.data() + kLatestOffbeat + 1);
  return static_cast<std::size_t>(strongest - beat_.data());
}

std::optional<double> BeatProfile::swing_ratio() const noexcept {
  if (period_s_ < kShortestDividedBeatS) return std::nullopt;
  std::size_t beat = 0;  // the accent may come a little before or after
  for (std::size_t n = 0; n <= 2 * kNear; ++n) {
    const std::size_t p = (kPhases + n - kNear) % kPhases;
    if (beat_[p] > beat_[beat]) beat = p;
  }
  const std::size_t offbeat = offbeat_phase();
  const double height = beat_[offbeat];
  double mean = 0.0;
  for (const double value : beat_) mean += value / static_cast<double>(kPhases);
  const bool is_peak = height >= beat_[offbeat - 1] && height >= beat_[offbeat + 1];
  if (!is_peak || height < kDividesBeat * beat_[beat] || height < kStandsOut * mean)
    return std::nullopt;
  if (offbeat >= kEarliestQuarter && beat_[kPhases - offbeat] > 0.5 * height) return std::nullopt;
  const double beat_place =
      static_cast<double>(beat) - static_cast<double>(beat >= kHalf ? kPhases : 0);
  const double first_part =
      static_cast<double>(offbeat) + lean(beat_, offbeat) - beat_place - lean(beat_, beat);
  return std::clamp(first_part / (static_cast<double>(kPhases) - first_part), 1.0, 4.0);
}

std::optional<double> BeatProfile::offbeat_emphasis() const noexcept {
  return share(sum_near(beat_, swing_ratio() ? offbeat_phase() : kHalf), sum_near(beat_, 0));
}

std::optional<double> BeatProfile::backbeat_emphasis() const noexcept {
  const double even = sum_near(upper_, 0);
  const double odd = sum_near(upper_, kPhases);
  const double even_share = share(even, odd).value_or(0.5);
  const double even_bass = share(sum_near(bass_, 0), sum_near(bass_, kPhases)).value_or(0.5);
  return even_share > even_bass ? share(even, odd) : share(odd, even);
}

}  // namespace airmark::analysis
