#include "bench/clip_sound.h"

#include <array>
#include <span>
#include <stdexcept>

#include "analysis/vocabulary/window_analysis.h"
#include "tools/sound_file/sound_source.h"

namespace airmark::bench {

std::vector<float> read_clip_sound(const std::filesystem::path& path) {
  const auto source = tools::open_sound_file(path);
  if (!source) throw std::runtime_error(source.error().message);
  if (source.value()->channel_count() != 1 || source.value()->sample_rate_hz() != kAnalysisRateHz)
    throw std::runtime_error(path.string() + " is not mono at 22050 Hz");
  std::vector<float> samples;
  std::vector<float> block(8192);
  const std::array<std::span<float>, 1> channels{block};
  while (true) {
    const auto count = source.value()->read(channels);
    if (!count) throw std::runtime_error(count.error().message);
    if (count.value() == 0) return samples;
    samples.insert(samples.end(), block.begin(),
                   block.begin() + static_cast<std::ptrdiff_t>(count.value()));
  }
}

}  // namespace airmark::bench
