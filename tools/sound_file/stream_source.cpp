#include "tools/sound_file/stream_source.h"

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

#include "tools/sound_file/sound_error.h"
#include "tools/sound_file/sound_header.h"

namespace airmark::tools {
namespace {

constexpr std::size_t kBlockBytes = 65536;

SoundHeader header_of(const PcmFormat& format) {
  using Encoding = PcmFormat::Encoding;
  using Kind = SampleLayout::Kind;
  SoundHeader header;
  header.sample_rate_hz = format.sample_rate_hz;
  header.channel_count = format.channel_count;
  switch (format.encoding) {
    case Encoding::S16le:
      header.layout = SampleLayout{Kind::Signed, 2, false};
      break;
    case Encoding::S24le:
      header.layout = SampleLayout{Kind::Signed, 3, false};
      break;
    case Encoding::S32le:
      header.layout = SampleLayout{Kind::Signed, 4, false};
      break;
    case Encoding::F32le:
      header.layout = SampleLayout{Kind::Float, 4, false};
      break;
  }
  header.frame_bytes = header.layout->size_bytes * header.channel_count;
  return header;
}

class StreamSource : public SoundSource {
 public:
  /// Requires header.layout.
  StreamSource(std::unique_ptr<ByteInput> input, const SoundHeader& header)
      : input_(std::move(input)),
        header_(header),
        frame_size_(static_cast<std::size_t>(header.frame_bytes)),
        bytes_(std::max(kBlockBytes, frame_size_)),
        left_bytes_(header.audio_bytes) {}

  double sample_rate_hz() const noexcept override { return header_.sample_rate_hz; }
  int channel_count() const noexcept override { return header_.channel_count; }
  std::optional<std::int64_t> frame_count() const noexcept override {
    return header_.frame_count();
  }

  Result<std::size_t> read(std::span<const std::span<float>> channels) override {
    const std::size_t most_bytes =
        std::min(channels[0].size(), bytes_.size() / frame_size_) * frame_size_;
    while (held_ < frame_size_) {
      const auto got = receive(most_bytes);
      if (!got) return got.error();
      if (got.value() == 0) return std::size_t{0};  // a part of a frame at the end is no sound
    }
    return decode(channels, std::min(held_, most_bytes) / frame_size_);
  }

 private:
  /// Adds what is there now, up to `most_bytes` held.
  Result<std::size_t> receive(std::size_t most_bytes) {
    std::size_t wanted = most_bytes - held_;
    if (left_bytes_)
      wanted = std::min(wanted, static_cast<std::size_t>(std::max<std::int64_t>(*left_bytes_, 0)));
    if (wanted == 0) return std::size_t{0};
    auto got = input_->read(std::span(bytes_).subspan(held_, wanted));
    if (!got) return got;
    held_ += got.value();
    if (left_bytes_) *left_bytes_ -= static_cast<std::int64_t>(got.value());
    return got;
  }

  std::size_t decode(std::span<const std::span<float>> channels, std::size_t frames) {
    fronts_.clear();
    for (const std::span<float> channel : channels) fronts_.push_back(channel.first(frames));
    const std::size_t used = frames * frame_size_;
    decode_samples(std::span(bytes_).first(used), *header_.layout, fronts_);
    held_ -= used;
    std::memmove(bytes_.data(), bytes_.data() + used, held_);
    return frames;
  }

  std::unique_ptr<ByteInput> input_;
  SoundHeader header_;
  std::size_t frame_size_;
  std::vector<std::byte> bytes_;
  std::vector<std::span<float>> fronts_;
  std::size_t held_ = 0;  // bytes read and not yet given, at the front of bytes_
  std::optional<std::int64_t> left_bytes_;
};

}  // namespace

Result<std::unique_ptr<SoundSource>> open_stream_source(std::unique_ptr<ByteInput> input,
                                                        std::string name,
                                                        const std::optional<PcmFormat>& format) {
  if (format)
    return std::unique_ptr<SoundSource>(
        std::make_unique<StreamSource>(std::move(input), header_of(*format)));
  auto header = read_sound_header(*input, name);
  if (!header) return header.error();
  if (!header.value().layout)
    return Error{ErrorKind::BadData,
                 in_quotes(name) +
                     " carries compressed WAV or AU, which airmark reads from files only; send "
                     "it through ffmpeg -i - -f wav -"};
  return std::unique_ptr<SoundSource>(
      std::make_unique<StreamSource>(std::move(input), header.value()));
}

}  // namespace airmark::tools
