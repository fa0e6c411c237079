#include "tests/tools/sound_file/sound_media.h"

#include <sndfile.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>

namespace airmark::testing {
namespace {

const std::map<std::string, int> kFormats{
    {"wav16", SF_FORMAT_WAV | SF_FORMAT_PCM_16},     {"wav24", SF_FORMAT_WAV | SF_FORMAT_PCM_24},
    {"wav32", SF_FORMAT_WAV | SF_FORMAT_PCM_32},     {"wavfloat", SF_FORMAT_WAV | SF_FORMAT_FLOAT},
    {"wavex", SF_FORMAT_WAVEX | SF_FORMAT_PCM_24},   {"wav8", SF_FORMAT_WAV | SF_FORMAT_PCM_U8},
    {"wavdouble", SF_FORMAT_WAV | SF_FORMAT_DOUBLE}, {"rf64", SF_FORMAT_RF64 | SF_FORMAT_PCM_16},
    {"adpcm", SF_FORMAT_WAV | SF_FORMAT_IMA_ADPCM},  {"au16", SF_FORMAT_AU | SF_FORMAT_PCM_16},
    {"au24", SF_FORMAT_AU | SF_FORMAT_PCM_24},       {"aufloat", SF_FORMAT_AU | SF_FORMAT_FLOAT},
    {"aiff16", SF_FORMAT_AIFF | SF_FORMAT_PCM_16},   {"flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16},
    {"ogg", SF_FORMAT_OGG | SF_FORMAT_VORBIS},       {"opus", SF_FORMAT_OGG | SF_FORMAT_OPUS}};

}  // namespace

Result<std::vector<std::vector<float>>> read_all(tools::SoundSource& source,
                                                 std::size_t block_frames) {
  const auto channel_count = static_cast<std::size_t>(source.channel_count());
  std::vector<std::vector<float>> all(channel_count);
  std::vector<std::vector<float>> block(channel_count, std::vector<float>(block_frames));
  const std::vector<std::span<float>> spans(block.begin(), block.end());
  for (;;) {
    const auto got = source.read(spans);
    if (!got) return got.error();
    if (got.value() == 0) return all;
    for (std::size_t c = 0; c < channel_count; ++c)
      all[c].insert(all[c].end(), block[c].begin(),
                    block[c].begin() + static_cast<std::ptrdiff_t>(got.value()));
  }
}

std::vector<char> bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write_bytes(const std::filesystem::path& path, std::span<const char> bytes) {
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

void write_sound(const std::filesystem::path& path, const std::string& format,
                 std::span<const std::vector<float>> channels, int sample_rate_hz) {
  SF_INFO info{};
  info.samplerate = sample_rate_hz;
  info.channels = static_cast<int>(channels.size());
  info.format = kFormats.at(format);
  SNDFILE* file = sf_open(path.c_str(), SFM_WRITE, &info);
  if (file == nullptr) throw std::runtime_error("cannot write " + path.string());
  std::vector<float> interleaved;
  for (std::size_t n = 0; n < channels[0].size(); ++n)
    for (const std::vector<float>& channel : channels) interleaved.push_back(channel[n]);
  sf_writef_float(file, interleaved.data(), static_cast<sf_count_t>(channels[0].size()));
  sf_close(file);
}

bool convert_with_ffmpeg(const std::filesystem::path& from, const std::filesystem::path& to,
                         const std::string& options) {
  const std::string command = "ffmpeg -nostdin -v quiet -y -i '" + from.string() + "' " + options +
                              " '" + to.string() + "' 2>/dev/null";
  return std::system(command.c_str()) == 0;
}

}  // namespace airmark::testing
