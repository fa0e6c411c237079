#include "tools/sound_file/sound_header.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <string>

namespace airmark::tools {
namespace {

using ::testing::HasSubstr;

/// Bytes from memory, a few at a time.
class PiecewiseInput : public ByteInput {
 public:
  PiecewiseInput(std::string bytes, std::size_t piece) : bytes_(std::move(bytes)), piece_(piece) {}
  Result<std::size_t> read(std::span<std::byte> bytes) override {
    const std::size_t count = std::min({bytes.size(), piece_, bytes_.size() - place_});
    std::copy_n(reinterpret_cast<const std::byte*>(bytes_.data()) + place_, count, bytes.begin());
    place_ += count;
    return count;
  }

 private:
  std::string bytes_;
  std::size_t piece_;
  std::size_t place_ = 0;
};

std::string little(std::uint64_t value, int size) {
  std::string bytes;
  for (int n = 0; n < size; ++n) bytes += static_cast<char>(value >> (8 * n) & 0xFF);
  return bytes;
}
std::string big(std::uint64_t value, int size) {
  const std::string bytes = little(value, size);
  return {bytes.rbegin(), bytes.rend()};
}
std::string chunk(const std::string& word, const std::string& content) {
  return word + little(content.size(), 4) + content + std::string(content.size() % 2, '\0');
}
std::string format(unsigned tag, unsigned channels, unsigned rate, unsigned bytes) {
  return little(tag, 2) + little(channels, 2) + little(rate, 4) +
         little(rate * channels * bytes, 4) + little(channels * bytes, 2) + little(8 * bytes, 2);
}
std::string wave(const std::string& chunks, std::uint32_t data_size, std::uint32_t riff_size = 0) {
  return "RIFF" + little(riff_size, 4) + "WAVE" + chunks + "data" + little(data_size, 4);
}

Result<SoundHeader> parse(const std::string& bytes, std::size_t piece = 3) {
  PiecewiseInput input(bytes, piece);
  return read_sound_header(input, "x.wav");
}

TEST(SoundHeader, ReadsPcmOfEachSize) {
  for (const unsigned size : {2u, 3u, 4u}) {
    const auto header = parse(wave(chunk("fmt ", format(1, 2, 48000, size)), 600));
    ASSERT_TRUE(header) << header.error().message;
    EXPECT_EQ(header.value().sample_rate_hz, 48000);
    EXPECT_EQ(header.value().channel_count, 2);
    EXPECT_EQ(header.value().header_bytes, 44);
    EXPECT_EQ(header.value().audio_bytes, 600);
    EXPECT_EQ(header.value().layout,
              (SampleLayout{SampleLayout::Kind::Signed, static_cast<int>(size), false}));
    EXPECT_EQ(header.value().frame_count(), 300 / size);
  }
}

TEST(SoundHeader, TakesFloatForFloat) {
  const auto header = parse(wave(chunk("fmt ", format(3, 1, 44100, 4)), 400));
  ASSERT_TRUE(header);
  EXPECT_EQ(header.value().layout, (SampleLayout{SampleLayout::Kind::Float, 4, false}));
}

TEST(SoundHeader, LooksInsideTheExtensibleFormat) {
  const std::string subformat = little(3, 2) + std::string(14, '\x11');
  const std::string extended =
      format(0xFFFE, 6, 96000, 4) + little(22, 2) + little(32, 2) + little(0x3F, 4) + subformat;
  const auto header = parse(wave(chunk("fmt ", extended), 2400));
  ASSERT_TRUE(header);
  EXPECT_EQ(header.value().channel_count, 6);
  EXPECT_EQ(header.value().layout, (SampleLayout{SampleLayout::Kind::Float, 4, false}));
  EXPECT_EQ(header.value().frame_count(), 100);
}

TEST(SoundHeader, PassesOverChunksOfAnyLength) {
  const std::string chunks = chunk("LIST", std::string(10001, 'x')) +
                             chunk("fmt ", format(1, 1, 8000, 2)) + chunk("fact", "1234");
  const auto header = parse(wave(chunks, 20), 4096);
  ASSERT_TRUE(header);
  EXPECT_EQ(header.value().header_bytes, 12 + 8 + 10002 + 24 + 12 + 8);
}

TEST(SoundHeader, TakesTheSizesOfStreamsForUnknown) {
  for (const std::uint32_t size : {0u, 0xFFFFFFFFu, 0x7FFFF000u, 0x7FFFFFFFu}) {
    const auto header = parse(wave(chunk("fmt ", format(1, 2, 44100, 2)), size));
    ASSERT_TRUE(header);
    EXPECT_EQ(header.value().audio_bytes, std::nullopt) << size;
    EXPECT_EQ(header.value().frame_count(), std::nullopt);
  }
}

TEST(SoundHeader, ReadsTheLongSizesOfRf64) {
  const std::uint64_t audio_bytes = std::uint64_t{6} << 30;
  const std::string sizes = little(audio_bytes + 72, 8) + little(audio_bytes, 8) +
                            little(audio_bytes / 4, 8) + little(0, 4);
  std::string bytes =
      wave(chunk("ds64", sizes) + chunk("fmt ", format(1, 2, 44100, 2)), 0xFFFFFFFF, 0xFFFFFFFF);
  bytes.replace(0, 4, "RF64");
  const auto header = parse(bytes);
  ASSERT_TRUE(header);
  EXPECT_EQ(header.value().audio_bytes, static_cast<std::int64_t>(audio_bytes));
}

TEST(SoundHeader, ReadsAu) {
  const std::string au = ".snd" + big(32, 4) + big(4000, 4) + big(3, 4) + big(22050, 4) +
                         big(1, 4) + std::string(8, 'n');
  const auto header = parse(au);
  ASSERT_TRUE(header);
  EXPECT_EQ(header.value().sample_rate_hz, 22050);
  EXPECT_EQ(header.value().header_bytes, 32);
  EXPECT_EQ(header.value().frame_count(), 2000);
  EXPECT_EQ(header.value().layout, (SampleLayout{SampleLayout::Kind::Signed, 2, true}));
}

TEST(SoundHeader, LeavesTheLayoutOfCompressedSoundEmpty) {
  const auto header = parse(wave(chunk("fmt ", format(17, 1, 8000, 2)), 512));
  ASSERT_TRUE(header);
  EXPECT_FALSE(header.value().layout);
}

TEST(SoundHeader, SaysWhatIsWrong) {
  const auto complaint = [](const std::string& bytes) {
    const auto header = parse(bytes);
    EXPECT_FALSE(header);
    EXPECT_EQ(header.error().kind, ErrorKind::BadData);
    EXPECT_THAT(header.error().message, HasSubstr("'x.wav'"));
    return header.error().message;
  };
  EXPECT_THAT(complaint(""), HasSubstr("holds no audio"));
  EXPECT_THAT(complaint("these are only words"), HasSubstr("neither WAV nor AU"));
  EXPECT_THAT(complaint("short"), HasSubstr("neither WAV nor AU"));
  EXPECT_THAT(complaint(wave("", 100)), HasSubstr("no 'fmt ' chunk"));
  EXPECT_THAT(complaint(wave(chunk("fmt ", format(1, 0, 44100, 2)), 100)),
              HasSubstr("no channels"));
  EXPECT_THAT(complaint(wave(chunk("fmt ", format(1, 2, 0, 2)), 100)), HasSubstr("rate is 0 Hz"));
  EXPECT_THAT(complaint(wave(chunk("fmt ", format(1, 900, 44100, 2)), 100)),
              HasSubstr("900 channels"));
  EXPECT_THAT(complaint(wave(chunk("fmt ", "too short"), 100)), HasSubstr("too short"));
  EXPECT_THAT(complaint("RIFF" + little(90, 4) + "WAVEfmt "), HasSubstr("before its first sample"));
}

}  // namespace
}  // namespace airmark::tools
