#include "tests/support/clip_file.h"

#include <sndfile.h>

#include <algorithm>
#include <cstdint>
#include <stdexcept>

namespace airmark::testing {

std::vector<float> read_clip(const std::filesystem::path& path) {
  SF_INFO format{};
  SNDFILE* const file = sf_open(path.c_str(), SFM_READ, &format);
  if (file == nullptr) throw std::runtime_error("cannot read " + path.string());
  std::vector<std::int16_t> pcm(static_cast<std::size_t>(format.frames));
  const sf_count_t frames =
      format.channels == 1 ? sf_readf_short(file, pcm.data(), format.frames) : 0;
  sf_close(file);
  if (frames != format.frames) throw std::runtime_error(path.string() + " is not whole and mono");
  std::vector<float> samples(pcm.size());
  std::transform(pcm.begin(), pcm.end(), samples.begin(),
                 [](std::int16_t sample) { return static_cast<float>(sample) / 32768.0f; });
  return samples;
}

}  // namespace airmark::testing
