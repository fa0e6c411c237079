#include "tools/evaluation/measures/bootstrap.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <random>

#include "tools/common/random_draw.h"

namespace airmark::tools {
namespace {

Estimate between_quantiles(double value, const std::vector<double>& sorted) {
  assert(!sorted.empty());
  const auto last = static_cast<double>(sorted.size() - 1);
  return {value, sorted[static_cast<std::size_t>(std::lround(0.025 * last))],
          sorted[static_cast<std::size_t>(std::lround(0.975 * last))]};
}

}  // namespace

void for_each_resample(std::size_t clip_count, std::uint64_t seed,
                       const std::function<void(Resample)>& visit) {
  assert(clip_count > 0);
  std::mt19937_64 random(seed);
  std::vector<std::size_t> clips(clip_count);
  for (int i = 0; i < kResamples; ++i) {
    for (std::size_t& clip : clips) clip = draw(random, clip_count);
    visit(clips);
  }
}

std::vector<std::size_t> every_clip(std::size_t clip_count) {
  std::vector<std::size_t> clips(clip_count);
  std::iota(clips.begin(), clips.end(), std::size_t{0});
  return clips;
}

Estimate with_interval(double value, std::vector<double> resampled) {
  std::ranges::sort(resampled);
  return between_quantiles(value, resampled);
}

Estimate with_interval_less_bias(double value, std::vector<double> resampled) {
  std::ranges::sort(resampled);
  const Estimate plain = between_quantiles(value, resampled);
  double bias = -value;
  for (const double figure : resampled) bias += figure / static_cast<double>(resampled.size());
  return {value, std::max(plain.lowest - bias, 0.0), plain.highest - bias};
}

}  // namespace airmark::tools
