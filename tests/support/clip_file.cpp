#include "tests/support/clip_file.h"

#include <sndfile.h>

#include <stdexcept>

namespace airmark::testing {

std::vector<float> read_clip(const std::filesystem::path& path) {
  SF_INFO format{};
  SNDFILE* const file = sf_open(path.c_str(), SFM_READ, &format);
  if (file == nullptr) throw std::runtime_error("cannot read " + path.string());
  std::vector<float> samples(static_cast<std::size_t>(format.frames));
  const sf_count_t frames =
      format.channels == 1 ? sf_readf_float(file, samples.data(), format.frames) : 0;
  sf_close(file);
  if (frames != format.frames) throw std::runtime_error(path.string() + " is not whole and mono");
  return samples;
}

}  // namespace airmark::testing
