#include "tests/support/track_mix.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <random>

namespace airmark::testing {
namespace {

/// The same on every machine, which the standard's distributions need not be.
class Random {
 public:
  explicit Random(std::uint32_t seed) : engine_(seed) {}
  /// 0 ≤ x < limit.
  double below(double limit) { return limit * static_cast<double>(engine_()) / 4294967296.0; }
  std::size_t index_below(std::size_t limit) {
    return static_cast<std::size_t>(below(static_cast<double>(limit)));
  }

 private:
  std::mt19937 engine_;
};

std::size_t samples_in(double duration_s, double sample_rate_hz) {
  return static_cast<std::size_t>(std::llround(duration_s * sample_rate_hz));
}

std::span<const float> excerpt(std::span<const float> track, const TrackMixPlan& plan,
                               Random& random) {
  const double shortest_s = std::min(plan.shortest_s + plan.fade_s, plan.longest_s);
  const double length_s = shortest_s + random.below(plan.longest_s - shortest_s);
  const std::size_t length = std::min(samples_in(length_s, plan.sample_rate_hz), track.size());
  return track.subspan(random.index_below(track.size() - length + 1), length);
}

/// The end of `mix` and the beginning of `next` are one over the other for `fade` samples.
void append(std::vector<float>& mix, std::span<const float> next, std::size_t fade) {
  const std::size_t first = mix.size() - fade;
  for (std::size_t n = 0; n < fade; ++n) {
    const double angle =
        0.5 * std::numbers::pi * (static_cast<double>(n) + 0.5) / static_cast<double>(fade);
    mix[first + n] = static_cast<float>(static_cast<double>(mix[first + n]) * std::cos(angle) +
                                        static_cast<double>(next[n]) * std::sin(angle));
  }
  mix.insert(mix.end(), next.begin() + static_cast<std::ptrdiff_t>(fade), next.end());
}

}  // namespace

TrackMix mix_tracks(std::span<const std::vector<float>> tracks, const TrackMixPlan& plan) {
  Random random(plan.seed);
  TrackMix mix;
  for (const std::vector<float>& track : tracks) {
    const std::span<const float> next = excerpt(track, plan, random);
    const std::size_t fade =
        std::min({samples_in(plan.fade_s, plan.sample_rate_hz), next.size(), mix.samples.size()});
    if (!mix.samples.empty())
      mix.changes.push_back(static_cast<std::int64_t>(mix.samples.size() - fade / 2));
    append(mix.samples, next, fade);
  }
  return mix;
}

std::vector<std::size_t> shuffle_genres(std::span<const std::string> genres, std::uint32_t seed) {
  Random random(seed);
  std::vector<std::size_t> left(genres.size());
  std::iota(left.begin(), left.end(), std::size_t{0});
  for (std::size_t n = left.size(); n > 1; --n) std::swap(left[n - 1], left[random.index_below(n)]);
  std::vector<std::size_t> order;
  while (true) {
    const auto next = std::ranges::find_if(
        left, [&](std::size_t n) { return order.empty() || genres[n] != genres[order.back()]; });
    if (next == left.end()) return order;
    order.push_back(*next);
    left.erase(next);
  }
}

}  // namespace airmark::testing
