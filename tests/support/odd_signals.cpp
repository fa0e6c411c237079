#include "tests/support/odd_signals.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "tests/support/signals.h"

namespace airmark::testing {
namespace {

std::vector<float> constant(std::size_t count, float value) {
  return std::vector<float>(count, value);
}

std::vector<float> full_scale_square(std::size_t count) {
  std::vector<float> samples(count);
  for (std::size_t n = 0; n < count; ++n) samples[n] = n % 100 < 50 ? 1.0f : -1.0f;
  return samples;
}

std::vector<float> impulse(std::size_t count, std::size_t place) {
  std::vector<float> samples(count);
  samples[place] = 1.0f;
  return samples;
}

std::vector<float> noise(std::size_t count, double amplitude) {
  return white_noise(1.0, static_cast<double>(count), amplitude);
}

}  // namespace

std::vector<OddSignal> odd_signals(std::size_t count) {
  std::vector<float> late_noise = noise(count, 0.25);
  std::fill_n(late_noise.begin(), count / 2, 0.0f);
  return {{"silence", constant(count, 0.0f)},
          {"constant", constant(count, 0.5f)},
          {"constant that is no binary fraction", constant(count, 0.1f)},
          {"full-scale constant", constant(count, -1.0f)},
          {"impulse at the start", impulse(count, 0)},
          {"impulse in the middle", impulse(count, count / 2)},
          {"impulse at the end", impulse(count, count - 1)},
          {"full-scale square", full_scale_square(count)},
          {"smallest number", constant(count, std::numeric_limits<float>::denorm_min())},
          {"denormal noise", noise(count, 1e-39)},
          {"hardly audible noise", noise(count, 1e-7)},
          {"noise", noise(count, 0.25)},
          {"full-scale noise", noise(count, 1.0)},
          {"silence, then noise", std::move(late_noise)},
          {"far too loud noise", noise(count, 1e12), false}};
}

}  // namespace airmark::testing
