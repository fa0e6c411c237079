#include "tools/sound_file/sound_header.h"

#include <algorithm>
#include <array>
#include <string>

#include "tools/sound_file/sound_error.h"
#include "tools/sound_file/sound_source.h"

namespace airmark::tools {
namespace {

constexpr std::uint32_t kUnknownSize = 0xFFFFFFFF;
/// SoX, unable to seek back, leaves 0x7FFFF000 minus its header.
constexpr std::uint32_t kSmallestStreamSize = 0x7FFFF000 - 128;

constexpr unsigned kFormatPcm = 1;
constexpr unsigned kFormatFloat = 3;
constexpr unsigned kFormatExtensible = 0xFFFE;
constexpr std::size_t kExtensibleFormatSize = 40;
constexpr std::size_t kSubformatOffset = 24;

/// Integers out of a run of bytes.
class Fields {
 public:
  Fields(std::span<const std::byte> bytes, bool big_endian)
      : bytes_(bytes), big_endian_(big_endian) {}

  std::uint64_t integer(std::size_t offset, std::size_t size) const {
    std::uint64_t value = 0;
    for (std::size_t n = 0; n < size; ++n)
      value = (value << 8) |
              std::to_integer<std::uint64_t>(bytes_[offset + (big_endian_ ? n : size - 1 - n)]);
    return value;
  }
  std::uint32_t u32(std::size_t offset) const {
    return static_cast<std::uint32_t>(integer(offset, 4));
  }
  unsigned u16(std::size_t offset) const { return static_cast<unsigned>(integer(offset, 2)); }
  std::string word(std::size_t offset) const {
    std::string text;
    for (std::size_t n = 0; n < 4; ++n) text += static_cast<char>(bytes_[offset + n]);
    return text;
  }

 private:
  std::span<const std::byte> bytes_;
  bool big_endian_;
};

bool is_open_ended(std::uint32_t size) {
  return size == 0 || size == kUnknownSize || (size >= kSmallestStreamSize && size <= 0x7FFFFFFF);
}

/// One pass over a header; remembers where it is.
class HeaderReader {
 public:
  HeaderReader(ByteInput& input, std::string_view name) : input_(input), name_(name) {}

  Result<SoundHeader> read() {
    std::array<std::byte, 12> start{};
    const auto got = read_fully(input_, start);
    if (!got) return got.error();
    if (got.value() == 0) return no_audio_in(name_);
    if (got.value() < start.size()) return neither_wave_nor_au();
    header_.header_bytes = start.size();
    const Fields fields(start, false);
    const std::string magic = fields.word(0);
    if (magic == ".snd") return read_au(Fields(start, true));
    if ((magic == "RIFF" || magic == "RF64") && fields.word(8) == "WAVE") {
      riff_bytes_ = std::int64_t{fields.u32(4)} + 8;
      return read_wave_chunks();
    }
    return neither_wave_nor_au();
  }

 private:
  Error neither_wave_nor_au() const {
    return {ErrorKind::BadData, in_quotes(name_) +
                                    " begins like neither WAV nor AU; send it through ffmpeg -i - "
                                    "-f wav -, or say what it is with --pcm"};
  }

  Result<Done> fill(std::span<std::byte> bytes) {
    const auto got = read_fully(input_, bytes);
    if (!got) return got.error();
    if (got.value() < bytes.size()) return ended_early();
    header_.header_bytes += static_cast<std::int64_t>(bytes.size());
    return Done{};
  }

  Result<Done> skip(std::size_t byte_count) {
    const auto skipped = skip_bytes(input_, byte_count);
    if (!skipped) return skipped.error();
    if (skipped.value() < byte_count) return ended_early();
    header_.header_bytes += static_cast<std::int64_t>(byte_count);
    return Done{};
  }

  Error ended_early() const { return damaged_file(name_, "it ends before its first sample"); }

  Result<SoundHeader> read_wave_chunks() {
    for (;;) {
      std::array<std::byte, 8> chunk{};
      if (auto got = fill(chunk); !got) return got.error();
      const Fields fields(chunk, false);
      const std::string word = fields.word(0);
      const std::uint32_t size = fields.u32(4);
      if (word == "data") return start_of_data(size);
      auto read = word == "fmt "   ? read_format(size)
                  : word == "ds64" ? read_long_sizes(size)
                                   : skip(padded(size));
      if (!read) return read.error();
    }
  }

  static std::size_t padded(std::uint32_t size) { return std::size_t{size} + size % 2; }

  Result<SoundHeader> start_of_data(std::uint32_t size) {
    if (header_.channel_count == 0) return damaged_file(name_, "no 'fmt ' chunk before the audio");
    if (size == kUnknownSize && long_audio_bytes_ > 0)
      header_.audio_bytes = long_audio_bytes_;
    else if (!is_open_ended(size))
      header_.audio_bytes = size;
    if (size == 0) header_.empty_file_bytes = riff_bytes_;
    return header_;
  }

  /// RF64 keeps its sizes apart, in 64 bits: the file's, then the audio's.
  Result<Done> read_long_sizes(std::uint32_t size) {
    std::array<std::byte, 16> sizes{};
    if (size < sizes.size()) return damaged_file(name_, "its 'ds64' chunk is too short");
    if (auto got = fill(sizes); !got) return got;
    long_audio_bytes_ = static_cast<std::int64_t>(Fields(sizes, false).integer(8, 8));
    return skip(padded(size) - sizes.size());
  }

  Result<Done> read_format(std::uint32_t size) {
    std::array<std::byte, kExtensibleFormatSize> format{};
    if (size < 16) return damaged_file(name_, "its 'fmt ' chunk is too short");
    const std::size_t taken = std::min<std::size_t>(size, format.size());
    if (auto got = fill(std::span(format).first(taken)); !got) return got;
    if (auto skipped = skip(padded(size) - taken); !skipped) return skipped;
    const Fields fields(format, false);
    const bool extensible = fields.u16(0) == kFormatExtensible && taken == kExtensibleFormatSize;
    const unsigned tag = extensible ? fields.u16(kSubformatOffset) : fields.u16(0);
    return take_layout(fields.u32(4), fields.u16(2), fields.u16(12), tag);
  }

  Result<Done> take_layout(std::uint32_t rate_hz, unsigned channels, unsigned frame_bytes,
                           unsigned tag) {
    if (auto valid = take_rate_and_channels(rate_hz, channels); !valid) return valid;
    if (frame_bytes == 0) return damaged_file(name_, "its samples have no size");
    header_.frame_bytes = static_cast<int>(frame_bytes);
    const unsigned size = frame_bytes / channels;
    if (frame_bytes % channels != 0) return Done{};
    if (tag == kFormatPcm && size >= 1 && size <= 4)
      header_.layout =
          SampleLayout{size == 1 ? SampleLayout::Kind::Unsigned : SampleLayout::Kind::Signed,
                       static_cast<int>(size), false};
    else if (tag == kFormatFloat && (size == 4 || size == 8))
      header_.layout = SampleLayout{SampleLayout::Kind::Float, static_cast<int>(size), false};
    return Done{};
  }

  Result<Done> take_rate_and_channels(std::uint32_t rate_hz, unsigned channels) {
    if (rate_hz == 0 || rate_hz > kHighestRateHz)
      return damaged_file(name_, "its sample rate is " + std::to_string(rate_hz) + " Hz");
    if (channels == 0) return damaged_file(name_, "it has no channels");
    if (channels > static_cast<unsigned>(kMostChannels))
      return too_many_channels(name_, static_cast<int>(channels));
    header_.sample_rate_hz = static_cast<int>(rate_hz);
    header_.channel_count = static_cast<int>(channels);
    return Done{};
  }

  /// AU: six big-endian integers: magic, offset of the audio, its size, encoding, rate, channels.
  Result<SoundHeader> read_au(const Fields& start) {
    constexpr std::uint32_t kSmallestHeaderSize = 24;
    std::array<std::byte, 12> rest{};
    if (auto got = fill(rest); !got) return got.error();
    const Fields fields(rest, true);
    if (auto valid = take_rate_and_channels(fields.u32(4), fields.u32(8)); !valid)
      return valid.error();
    if (start.u32(4) < kSmallestHeaderSize) return damaged_file(name_, "its header is too short");
    if (auto skipped = skip(start.u32(4) - kSmallestHeaderSize); !skipped) return skipped.error();
    header_.layout = au_layout(fields.u32(0));
    header_.frame_bytes = header_.channel_count * (header_.layout ? header_.layout->size_bytes : 1);
    if (start.u32(8) != kUnknownSize && start.u32(8) != 0) header_.audio_bytes = start.u32(8);
    return header_;
  }

  static std::optional<SampleLayout> au_layout(std::uint32_t encoding) {
    using Kind = SampleLayout::Kind;
    switch (encoding) {
      case 2:
        return SampleLayout{Kind::Signed, 1, true};
      case 3:
        return SampleLayout{Kind::Signed, 2, true};
      case 4:
        return SampleLayout{Kind::Signed, 3, true};
      case 5:
        return SampleLayout{Kind::Signed, 4, true};
      case 6:
        return SampleLayout{Kind::Float, 4, true};
      case 7:
        return SampleLayout{Kind::Float, 8, true};
      default:
        return std::nullopt;
    }
  }

  static constexpr std::uint32_t kHighestRateHz = 3'000'000;  // DSD-derived PCM ends below this

  ByteInput& input_;
  std::string_view name_;
  SoundHeader header_;
  std::int64_t riff_bytes_ = 0;        // the whole file, as its first chunk says
  std::int64_t long_audio_bytes_ = 0;  // from RF64's 'ds64' chunk
};

}  // namespace

Result<SoundHeader> read_sound_header(ByteInput& input, std::string_view name) {
  return HeaderReader(input, name).read();
}

}  // namespace airmark::tools
