#include "tests/support/wave_file.h"

#include <sndfile.h>

#include <stdexcept>

namespace airmark::testing {

void write_wave(const std::filesystem::path& path, std::span<const std::vector<float>> channels,
                int sample_rate_hz) {
  SF_INFO info{};
  info.samplerate = sample_rate_hz;
  info.channels = static_cast<int>(channels.size());
  info.format = SF_FORMAT_WAV | SF_FORMAT_FLOAT;
  SNDFILE* file = sf_open(path.c_str(), SFM_WRITE, &info);
  if (file == nullptr) throw std::runtime_error("cannot write " + path.string());
  std::vector<float> frame(channels.size());
  for (std::size_t n = 0; n < channels[0].size(); ++n) {
    for (std::size_t c = 0; c < channels.size(); ++c) frame[c] = channels[c][n];
    sf_writef_float(file, frame.data(), 1);
  }
  sf_close(file);
}

}  // namespace airmark::testing
