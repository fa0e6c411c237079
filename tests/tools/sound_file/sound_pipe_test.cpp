#include <gmock/gmock.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <span>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/signals.h"
#include "tests/support/temporary_folder.h"
#include "tests/tools/sound_file/sound_media.h"
#include "tools/sound_file/sound_source.h"

namespace airmark::tools {
namespace {

using airmark::testing::TemporaryFolder;
using ::testing::HasSubstr;
using Channels = std::vector<std::vector<float>>;

/// A pipe whose writing end is fed by a thread, in pieces of any size.
class FedPipe {
 public:
  explicit FedPipe(std::span<const char> bytes = {}, std::size_t piece = 7777) {
    if (::pipe(ends_.data()) != 0) throw std::runtime_error("no pipe");
    if (bytes.empty()) return;
    writer_ = std::jthread([this, bytes, piece] {
      for (std::size_t place = 0; place < bytes.size(); place += piece) {
        const auto part = bytes.subspan(place, std::min(piece, bytes.size() - place));
        if (::write(ends_[1], part.data(), part.size()) < 0) break;
      }
      close_writing_end();
    });
  }
  ~FedPipe() {
    writer_ = {};
    close_writing_end();
    ::close(ends_[0]);
  }
  int reading_end() const { return ends_[0]; }
  void write(std::span<const char> bytes) {
    ASSERT_EQ(::write(ends_[1], bytes.data(), bytes.size()), std::ssize(bytes));
  }
  void close_writing_end() {
    if (ends_[1] >= 0) ::close(ends_[1]);
    ends_[1] = -1;
  }

 private:
  std::array<int, 2> ends_{-1, -1};
  std::jthread writer_;
};

Channels through_file(const std::filesystem::path& path) {
  auto source = open_sound_file(path);
  return airmark::testing::read_all(*source.value()).value();
}

TEST(SoundPipe, GivesTheVerySamplesOfTheFile) {
  const TemporaryFolder folder;
  const Channels sound{airmark::testing::music(1.5, 44100), airmark::testing::sine(50, 1.5, 44100)};
  for (const char* format : {"wav8", "wav16", "wav24", "wav32", "wavfloat", "wavdouble", "wavex",
                             "rf64", "au16", "au24", "aufloat"}) {
    airmark::testing::write_sound(folder / format, format, sound, 44100);
    const auto bytes = airmark::testing::bytes_of(folder / format);
    for (const std::size_t piece : {1001u, 65536u}) {
      const FedPipe pipe(bytes, piece);
      auto source = open_sound_pipe(pipe.reading_end(), std::nullopt);
      ASSERT_TRUE(source) << format << ": " << source.error().message;
      const auto all = airmark::testing::read_all(*source.value(), 333);
      ASSERT_TRUE(all) << format << ": " << all.error().message;
      EXPECT_EQ(all.value(), through_file(folder / format)) << format;
    }
  }
}

TEST(SoundPipe, GoesOnToTheEndOfAStreamOfUnknownLength) {
  const TemporaryFolder folder;
  const Channels sound{airmark::testing::music(1.0, 22050)};
  airmark::testing::write_sound(folder / "x.wav", "wav16", sound, 22050);
  auto bytes = airmark::testing::bytes_of(folder / "x.wav");
  for (const char size : {'\0', '\xFF'}) {
    std::fill_n(bytes.begin() + 40, 4, size);
    const FedPipe pipe(bytes);
    auto source = open_sound_pipe(pipe.reading_end(), std::nullopt);
    ASSERT_TRUE(source);
    EXPECT_EQ(source.value()->frame_count(), std::nullopt);
    const auto all = airmark::testing::read_all(*source.value());
    ASSERT_TRUE(all);
    EXPECT_EQ(all.value()[0].size(), 22050u);
  }
}

TEST(SoundPipe, StopsAtTheEndOfTheAudioWhateverFollows) {
  const TemporaryFolder folder;
  const Channels sound{airmark::testing::music(1.0, 22050)};
  airmark::testing::write_sound(folder / "x.wav", "wav16", sound, 22050);
  auto bytes = airmark::testing::bytes_of(folder / "x.wav");
  const std::string trailer = "LIST\x04\0\0\0abcd";
  bytes.insert(bytes.end(), trailer.begin(), trailer.end());
  const FedPipe pipe(bytes);
  auto source = open_sound_pipe(pipe.reading_end(), std::nullopt);
  ASSERT_TRUE(source);
  const auto all = airmark::testing::read_all(*source.value());
  ASSERT_TRUE(all);
  EXPECT_EQ(all.value()[0].size(), 22050u);
}

TEST(SoundPipe, ReadsHeaderlessSound) {
  const TemporaryFolder folder;
  const Channels sound{airmark::testing::music(1.0, 48000), airmark::testing::sine(90, 1.0, 48000)};
  for (const auto& [format, text, header] :
       {std::tuple{"wav16", "s16le:48000:2", 44}, {"wav32", "s32le:48000:2", 44}}) {
    airmark::testing::write_sound(folder / format, format, sound, 48000);
    const auto bytes = airmark::testing::bytes_of(folder / format);
    const FedPipe pipe{std::span(bytes).subspan(static_cast<std::size_t>(header))};
    auto source = open_sound_pipe(pipe.reading_end(), parse_pcm_format(text).value());
    ASSERT_TRUE(source);
    EXPECT_EQ(source.value()->sample_rate_hz(), 48000.0);
    const auto all = airmark::testing::read_all(*source.value());
    ASSERT_TRUE(all);
    EXPECT_EQ(all.value(), through_file(folder / format));
  }
}

TEST(SoundPipe, GivesWhatHasArrivedWithoutWaitingForMore) {
  FedPipe pipe;
  const std::vector<char> half_a_second(11025 * 2);
  pipe.write(half_a_second);
  auto source = open_sound_pipe(pipe.reading_end(), parse_pcm_format("s16le:22050:1").value());
  ASSERT_TRUE(source);
  std::vector<float> room(22050);
  const std::vector<std::span<float>> channels{room};
  const auto got = source.value()->read(channels);  // would never return if it waited
  ASSERT_TRUE(got);
  EXPECT_EQ(got.value(), 11025u);
}

TEST(SoundPipe, EndsSoonAfterAStopIsRequested) {
  FedPipe pipe;
  std::stop_source stop;
  auto source = open_sound_pipe(pipe.reading_end(), parse_pcm_format("s16le:22050:1").value(),
                                stop.get_token());
  ASSERT_TRUE(source);
  const std::jthread later([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    stop.request_stop();
  });
  std::vector<float> room(100);
  const std::vector<std::span<float>> channels{room};
  const auto begin = std::chrono::steady_clock::now();
  const auto got = source.value()->read(channels);
  ASSERT_TRUE(got);
  EXPECT_EQ(got.value(), 0u);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2));
}

TEST(SoundPipe, SaysHowMuchOfAPromisedStreamCame) {
  const TemporaryFolder folder;
  airmark::testing::write_sound(folder / "x.wav", "wav16",
                                Channels{airmark::testing::music(2, 8000)}, 8000);
  auto bytes = airmark::testing::bytes_of(folder / "x.wav");
  bytes.resize(44 + 8000);
  const FedPipe pipe(bytes);
  auto source = open_sound_pipe(pipe.reading_end(), std::nullopt);
  ASSERT_TRUE(source);
  const auto all = airmark::testing::read_all(*source.value());
  ASSERT_FALSE(all);
  EXPECT_EQ(all.error().kind, ErrorKind::BadData);
  EXPECT_THAT(all.error().message, HasSubstr("standard input is cut off"));
  EXPECT_THAT(all.error().message, HasSubstr("only 0.500 s"));
}

TEST(SoundPipe, SaysWhatItCannotRead) {
  const auto complaint = [](const std::string& bytes) {
    const FedPipe pipe(bytes);
    const auto source = open_sound_pipe(pipe.reading_end(), std::nullopt);
    EXPECT_FALSE(source);
    return source ? std::string() : source.error().message;
  };
  EXPECT_THAT(complaint("ID3 and then some MP3"), HasSubstr("neither WAV nor AU"));
  EXPECT_THAT(complaint("ID3 and then some MP3"), HasSubstr("ffmpeg"));
  FedPipe closed;
  closed.close_writing_end();
  const auto nothing = open_sound_pipe(closed.reading_end(), std::nullopt);
  ASSERT_FALSE(nothing);
  EXPECT_THAT(nothing.error().message, HasSubstr("standard input holds no audio"));

  const TemporaryFolder folder;
  airmark::testing::write_sound(folder / "x.wav", "adpcm",
                                Channels{airmark::testing::music(1, 8000)}, 8000);
  const auto bytes = airmark::testing::bytes_of(folder / "x.wav");
  EXPECT_THAT(complaint({bytes.begin(), bytes.end()}), HasSubstr("compressed"));
}

}  // namespace
}  // namespace airmark::tools
