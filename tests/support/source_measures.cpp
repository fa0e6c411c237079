#include "tests/support/source_measures.h"

#include <cmath>

namespace airmark::testing {

analysis::SourceMeasures measures_of(const std::vector<std::vector<float>>& channels,
                                     double sample_rate_hz) {
  std::vector<const float*> pointers;
  for (const std::vector<float>& channel : channels) pointers.push_back(channel.data());
  const std::size_t frame_count = channels.front().size();
  analysis::AudioHistory source(channels.size(), static_cast<std::int64_t>(frame_count));
  source.append(pointers, frame_count);
  analysis::SourceMeter meter(static_cast<int>(std::lround(sample_rate_hz)), channels.size());
  return meter.measure(source, source.end_frame());
}

}  // namespace airmark::testing
