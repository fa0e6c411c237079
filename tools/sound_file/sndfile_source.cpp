#include "tools/sound_file/sndfile_source.h"

#include <sndfile.h>

#include <algorithm>
#include <limits>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "tools/sound_file/sound_error.h"

namespace airmark::tools {
namespace {

struct CloseSndfile {
  void operator()(SNDFILE* file) const noexcept { sf_close(file); }
};
using SndfileHolder = std::unique_ptr<SNDFILE, CloseSndfile>;

/// Frames that are decoded at a time; bounds the memory, not the result.
constexpr std::size_t kBlockFrames = 4096;

class SndfileSource : public SoundSource {
 public:
  SndfileSource(SndfileHolder file, const SF_INFO& format, std::string name)
      : file_(std::move(file)),
        format_(format),
        name_(std::move(name)),
        interleaved_(kBlockFrames * static_cast<std::size_t>(format.channels)) {}

  double sample_rate_hz() const noexcept override { return format_.samplerate; }
  int channel_count() const noexcept override { return format_.channels; }
  std::optional<std::int64_t> frame_count() const noexcept override {
    // The library's word for "unknown" is the largest number.
    if (format_.frames == std::numeric_limits<sf_count_t>::max()) return std::nullopt;
    return format_.frames;
  }

  Result<std::size_t> read(std::span<const std::span<float>> channels) override {
    const std::size_t wanted = std::min(channels[0].size(), kBlockFrames);
    const sf_count_t got =
        sf_readf_float(file_.get(), interleaved_.data(), static_cast<sf_count_t>(wanted));
    if (sf_error(file_.get()) != SF_ERR_NO_ERROR)
      return damaged_file(name_, sf_strerror(file_.get()));
    const auto frames = static_cast<std::size_t>(got);
    for (std::size_t c = 0; c < channels.size(); ++c)
      for (std::size_t n = 0; n < frames; ++n)
        channels[c][n] = interleaved_[n * channels.size() + c];
    return frames;
  }

 private:
  SndfileHolder file_;
  SF_INFO format_;
  std::string name_;
  std::vector<float> interleaved_;
};

/// The library lists what it was built with, by these two commands each.
bool is_listed(int count_command, int item_command, int mask, int format) {
  int count = 0;
  sf_command(nullptr, count_command, &count, sizeof(count));
  for (int n = 0; n < count; ++n) {
    SF_FORMAT_INFO listed{};
    listed.format = n;
    const int error = sf_command(nullptr, item_command, &listed, sizeof(listed));
    if (error == SF_ERR_NO_ERROR && (listed.format & mask) == format) return true;
  }
  return false;
}

bool has_container(int format) {
  return is_listed(SFC_GET_FORMAT_MAJOR_COUNT, SFC_GET_FORMAT_MAJOR, SF_FORMAT_TYPEMASK, format);
}

bool has_coding(int format) {
  return is_listed(SFC_GET_FORMAT_SUBTYPE_COUNT, SFC_GET_FORMAT_SUBTYPE, SF_FORMAT_SUBMASK, format);
}

/// The library keeps the reason why a file could not be opened in one place for all threads.
Result<SndfileHolder> open_and_ask_why_not(const std::filesystem::path& path, SF_INFO& format) {
  static std::mutex one_at_a_time;
  const std::lock_guard lock(one_at_a_time);
  SndfileHolder file(sf_open(path.c_str(), SFM_READ, &format));
  if (file) return file;
  if (sf_error(nullptr) == SF_ERR_UNRECOGNISED_FORMAT) return not_a_sound_file(path.string());
  return damaged_file(path.string(), sf_strerror(nullptr));
}

}  // namespace

Result<std::unique_ptr<SoundSource>> open_with_sndfile(const std::filesystem::path& path) {
  SF_INFO format{};
  Result<SndfileHolder> file = open_and_ask_why_not(path, format);
  if (!file) return file.error();
  if (format.samplerate <= 0 || format.channels <= 0)
    return damaged_file(path.string(), "no sample rate or no channels");
  if (format.channels > kMostChannels) return too_many_channels(path.string(), format.channels);
  return std::unique_ptr<SoundSource>(
      std::make_unique<SndfileSource>(std::move(file).value(), format, path.string()));
}

bool sndfile_knows(SoundFormat format) {
  switch (format) {
    case SoundFormat::Wav:
      return has_container(SF_FORMAT_WAV);
    case SoundFormat::Flac:
      return has_container(SF_FORMAT_FLAC);
    case SoundFormat::OggVorbis:
      return has_container(SF_FORMAT_OGG) && has_coding(SF_FORMAT_VORBIS);
    case SoundFormat::Opus:
      return has_container(SF_FORMAT_OGG) && has_coding(SF_FORMAT_OPUS);
    case SoundFormat::Mp3:
    case SoundFormat::Aac:
      return false;  // open_sound_file() leaves these to libav
  }
  return false;
}

}  // namespace airmark::tools
