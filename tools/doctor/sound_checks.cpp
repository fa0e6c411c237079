#include "tools/doctor/sound_checks.h"

#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <numbers>
#include <span>
#include <string>
#include <vector>

#include "tools/sound_file/sound_formats.h"
#include "tools/sound_file/sound_source.h"

namespace airmark::tools {
namespace {

constexpr int kRateHz = 44100;
constexpr std::size_t kFrameCount = 4410;
constexpr double kFullScale = 32768.0;

std::vector<std::int16_t> sine() {
  std::vector<std::int16_t> samples;
  for (std::size_t n = 0; n < kFrameCount; ++n)
    samples.push_back(static_cast<std::int16_t>(std::lround(
        0.5 * kFullScale * std::sin(2.0 * std::numbers::pi * 440.0 * double(n) / kRateHz))));
  return samples;
}

void put(std::string& bytes, std::uint32_t value, int byte_count) {
  for (int n = 0; n < byte_count; ++n) bytes += static_cast<char>(value >> 8 * n & 0xFF);
}

/// Mono, 16 bits, little-endian: the canonical 44 bytes of header and the samples.
std::string wave_bytes(std::span<const std::int16_t> samples) {
  const auto audio_bytes = static_cast<std::uint32_t>(samples.size() * 2);
  std::string bytes = "RIFF";
  put(bytes, 36 + audio_bytes, 4);
  bytes += "WAVEfmt ";
  put(bytes, 16, 4);  // bytes of format
  put(bytes, 1, 2);   // PCM
  put(bytes, 1, 2);   // channels
  put(bytes, kRateHz, 4);
  put(bytes, kRateHz * 2, 4);  // bytes a second
  put(bytes, 2, 2);            // bytes a frame
  put(bytes, 16, 2);           // bits a sample
  bytes += "data";
  put(bytes, audio_bytes, 4);
  for (const std::int16_t sample : samples) put(bytes, static_cast<std::uint16_t>(sample), 2);
  return bytes;
}

/// A file that only this process knows; gone with the object.
class MemoryFile {
 public:
  explicit MemoryFile(const std::string& bytes)
      : descriptor_(memfd_create("airmark-doctor.wav", MFD_CLOEXEC)) {
    const auto size = static_cast<ssize_t>(bytes.size());
    written_ = descriptor_ >= 0 && write(descriptor_, bytes.data(), bytes.size()) == size;
  }
  ~MemoryFile() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  bool written() const { return written_; }
  std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  int descriptor_;
  bool written_ = false;
};

Result<std::vector<float>> read_all(SoundSource& source) {
  std::vector<float> samples;
  std::array<float, 1024> block{};
  const std::array<std::span<float>, 1> channels{block};
  for (;;) {
    const auto count = source.read(channels);
    if (!count) return count.error();
    if (count.value() == 0) return samples;
    samples.insert(samples.end(), block.begin(),
                   block.begin() + static_cast<std::ptrdiff_t>(count.value()));
  }
}

bool same(std::span<const std::int16_t> written, std::span<const float> read) {
  if (written.size() != read.size()) return false;
  for (std::size_t n = 0; n < read.size(); ++n)
    if (std::abs(read[n] - written[n] / kFullScale) > 1.0 / kFullScale) return false;
  return true;
}

constexpr const char* kReinstall =
    "reinstall libsndfile1 and FFmpeg's libraries (apt-get install --reinstall libsndfile1 "
    "libavformat59 libavcodec59)";

}  // namespace

Finding check_decoding() {
  const std::vector<std::int16_t> samples = sine();
  const MemoryFile file(wave_bytes(samples));
  if (!file.written())
    return doubtful(Check::Decoding,
                    std::string("no file could be made in memory: ") + std::strerror(errno),
                    "see whether the machine has memory left");
  const auto source = open_sound_file(file.path());
  if (!source) return failed(Check::Decoding, source.error(), kReinstall);
  if (source.value()->sample_rate_hz() != kRateHz || source.value()->channel_count() != 1)
    return failed(Check::Decoding,
                  {ErrorKind::Internal, "a WAV file of 44100 Hz mono was read as another"},
                  kReinstall);
  const auto read = read_all(*source.value());
  if (!read) return failed(Check::Decoding, read.error(), kReinstall);
  if (!same(samples, read.value()))
    return failed(Check::Decoding,
                  {ErrorKind::Internal, "a WAV file was read back with other samples"}, kReinstall);
  return fine(Check::Decoding, "a WAV file was written and read back, sample by sample");
}

Finding check_sound_formats() {
  std::string known;
  std::string missing;
  for (const SoundFormat format : kSoundFormats) {
    std::string& list = can_decode(format) ? known : missing;
    list += (list.empty() ? "" : ", ") + std::string(sound_format_name(format));
  }
  if (missing.empty()) return fine(Check::SoundFormats, known + " can be read");
  return doubtful(Check::SoundFormats, missing + " cannot be read here; " + known + " can",
                  "install libraries that were built with them: libsndfile1 and libavcodec59, or "
                  "libavcodec-extra59");
}

}  // namespace airmark::tools
