#include "tools/perturbation/gain.h"

#include <cmath>

namespace airmark::tools {

DecodedSound with_gain(DecodedSound sound, double gain_db) {
  const auto factor = static_cast<float>(std::pow(10.0, gain_db / 20.0));
  for (std::vector<float>& channel : sound.channels)
    for (float& sample : channel) sample *= factor;
  return sound;
}

}  // namespace airmark::tools
