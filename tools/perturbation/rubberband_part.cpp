#include "tools/perturbation/rubberband_part.h"

#include <rubberband/RubberBandStretcher.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <memory>
#include <vector>

#include "analysis/vocabulary/loaded_part.h"

namespace airmark::tools {
namespace {

using RubberBand::RubberBandStretcher;

constexpr int kOptions =
    RubberBandStretcher::OptionProcessOffline | RubberBandStretcher::OptionEngineFiner |
    RubberBandStretcher::OptionThreadingNever | RubberBandStretcher::OptionChannelsTogether;

/// The finer engine (3.1.2) loses what it cannot keep of a larger block.
constexpr std::size_t kBlockFrames = 1024;

/// Remarks would stand on standard error beside our sentences.
class Silent : public RubberBandStretcher::Logger {
 public:
  void log(const char*) override {}
  void log(const char*, double) override {}
  void log(const char*, double, double) override {}
};

std::vector<const float*> pointers_at(const DecodedSound& sound, std::size_t frame) {
  std::vector<const float*> pointers;
  for (const std::vector<float>& channel : sound.channels)
    pointers.push_back(channel.data() + frame);
  return pointers;
}

/// Takes what is ready to the end of `sound`.
void take_from(const RubberBandStretcher& stretcher, DecodedSound& sound) {
  while (stretcher.available() > 0) {
    const auto count = static_cast<std::size_t>(stretcher.available());
    const std::size_t before = sound.frame_count();
    std::vector<float*> pointers;
    for (std::vector<float>& channel : sound.channels) {
      channel.resize(before + count);
      pointers.push_back(channel.data() + before);
    }
    const std::size_t got = stretcher.retrieve(pointers.data(), count);
    for (std::vector<float>& channel : sound.channels) channel.resize(before + got);
  }
}

DecodedSound stretched(const DecodedSound& sound, double factor) {
  assert(factor > 0.0);
  const std::size_t frames = sound.frame_count();
  DecodedSound result{sound.sample_rate_hz, {}};
  result.channels.resize(sound.channels.size());
  RubberBandStretcher stretcher(static_cast<std::size_t>(std::lround(sound.sample_rate_hz)),
                                sound.channels.size(), std::make_shared<Silent>(), kOptions,
                                1.0 / factor, 1.0);
  stretcher.setExpectedInputDuration(frames);
  stretcher.setMaxProcessSize(kBlockFrames);
  stretcher.study(pointers_at(sound, 0).data(), frames, true);
  for (std::size_t first = 0; first < frames; first += kBlockFrames) {
    const std::size_t count = std::min(kBlockFrames, frames - first);
    stretcher.process(pointers_at(sound, first).data(), count, first + count == frames);
    take_from(stretcher, result);
  }
  const auto wanted = static_cast<std::size_t>(std::lround(static_cast<double>(frames) / factor));
  for (std::vector<float>& channel : result.channels) channel.resize(wanted);
  return result;
}

}  // namespace
}  // namespace airmark::tools

AIRMARK_PART airmark::tools::RubberBandPart airmark_part{&airmark::tools::stretched};
