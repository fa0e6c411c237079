#include "tools/perturbation/excerpt.h"

#include <cmath>
#include <cstddef>

namespace airmark::tools {

DecodedSound middle_of(DecodedSound sound, double duration_s) {
  const auto wanted = static_cast<std::size_t>(std::llround(duration_s * sound.sample_rate_hz));
  if (sound.frame_count() <= wanted) return sound;
  const std::size_t first = (sound.frame_count() - wanted) / 2;
  for (std::vector<float>& channel : sound.channels) {
    const auto begin = channel.begin() + static_cast<std::ptrdiff_t>(first);
    channel = std::vector<float>(begin, begin + static_cast<std::ptrdiff_t>(wanted));
  }
  return sound;
}

}  // namespace airmark::tools
