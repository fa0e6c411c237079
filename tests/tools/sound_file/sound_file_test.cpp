#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <string>
#include <vector>

#include "tests/support/signals.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/wave_file.h"
#include "tests/tools/sound_file/sound_media.h"
#include "tools/sound_file/sound_source.h"

namespace airmark::tools {
namespace {

using airmark::testing::TemporaryFolder;
using ::testing::HasSubstr;
using Channels = std::vector<std::vector<float>>;

const Channels kStereo{airmark::testing::music(2.0, 44100),
                       airmark::testing::sine(440.0, 2.0, 44100)};

double worst_difference(const Channels& got, const Channels& expected) {
  double worst = 0.0;
  for (std::size_t c = 0; c < expected.size(); ++c)
    for (std::size_t n = 0; n < std::min(got[c].size(), expected[c].size()); ++n)
      worst = std::max(worst, std::abs(double{got[c][n]} - expected[c][n]));
  return worst;
}

/// Correlation of two channels of sound; 1 where they are the same up to loudness.
double likeness(const std::vector<float>& a, const std::vector<float>& b) {
  double ab = 0.0, aa = 0.0, bb = 0.0;
  for (std::size_t n = 0; n < std::min(a.size(), b.size()); ++n) {
    ab += double{a[n]} * b[n];
    aa += double{a[n]} * a[n];
    bb += double{b[n]} * b[n];
  }
  return ab / std::sqrt(aa * bb);
}

Error error_of(const std::filesystem::path& path) {
  auto source = open_sound_file(path);
  if (!source) return source.error();
  const auto all = airmark::testing::read_all(*source.value());
  EXPECT_FALSE(all) << path << " was read to its end";
  return all ? Error{ErrorKind::Internal, "no error"} : all.error();
}

struct Lossless {
  const char* format;
  const char* ending;
  double tolerance;  // half a step of the encoding, or a whole one where dithering is free
};

class LosslessFiles : public ::testing::TestWithParam<Lossless> {};

TEST_P(LosslessFiles, GiveTheSamplesThatWereWritten) {
  const TemporaryFolder folder;
  const auto path = folder / (std::string("sound") + GetParam().ending);
  airmark::testing::write_sound(path, GetParam().format, kStereo, 44100);
  auto source = open_sound_file(path);
  ASSERT_TRUE(source) << source.error().message;
  EXPECT_EQ(source.value()->sample_rate_hz(), 44100.0);
  EXPECT_EQ(source.value()->channel_count(), 2);
  EXPECT_EQ(source.value()->frame_count(), 88200);
  const auto all = airmark::testing::read_all(*source.value(), 777);
  ASSERT_TRUE(all) << all.error().message;
  EXPECT_EQ(all.value()[0].size(), 88200u);
  EXPECT_LE(worst_difference(all.value(), kStereo), GetParam().tolerance);
}

INSTANTIATE_TEST_SUITE_P(
    Formats, LosslessFiles,
    ::testing::Values(Lossless{"wav16", ".wav", 1.0 / 32768},
                      Lossless{"wav24", ".wav", 1.0 / 8388608}, Lossless{"wav32", ".wav", 1e-7},
                      Lossless{"wavfloat", ".wav", 0.0}, Lossless{"wavex", ".wav", 1.0 / 8388608},
                      Lossless{"rf64", ".wav", 1.0 / 32768}, Lossless{"au16", ".au", 1.0 / 32768},
                      Lossless{"aufloat", ".au", 0.0}, Lossless{"aiff16", ".aiff", 1.0 / 32768},
                      Lossless{"flac", ".flac", 1.0 / 32768}),
    [](const auto& row) { return std::string(row.param.format); });

TEST(SoundFile, ReadsOggAndOpus) {
  const TemporaryFolder folder;
  const Channels sound{airmark::testing::sine(440.0, 2.0, 48000)};
  for (const char* format : {"ogg", "opus"}) {
    const auto path = folder / (std::string("sound.") + format);
    airmark::testing::write_sound(path, format, sound, 48000);
    auto source = open_sound_file(path);
    ASSERT_TRUE(source) << source.error().message;
    const auto all = airmark::testing::read_all(*source.value());
    ASSERT_TRUE(all) << all.error().message;
    EXPECT_EQ(all.value()[0].size(), 96000u) << format;
    EXPECT_GT(likeness(all.value()[0], sound[0]), 0.99) << format;
  }
}

struct Compressed {
  const char* name;
  const char* options;
};

class CompressedFiles : public ::testing::TestWithParam<Compressed> {};

TEST_P(CompressedFiles, GiveTheSameSoundInTheSamePlace) {
  const TemporaryFolder folder;
  airmark::testing::write_wave(folder / "from.wav", kStereo, 44100);
  const auto path = folder / GetParam().name;
  if (!airmark::testing::convert_with_ffmpeg(folder / "from.wav", path, GetParam().options))
    GTEST_SKIP() << "ffmpeg cannot make " << GetParam().name << " here";
  auto source = open_sound_file(path);
  ASSERT_TRUE(source) << source.error().message;
  EXPECT_EQ(source.value()->sample_rate_hz(), 44100.0);
  const auto all = airmark::testing::read_all(*source.value(), 500);
  ASSERT_TRUE(all) << all.error().message;
  ASSERT_EQ(all.value().size(), 2u);
  // An encoder's delay that is not taken off (1105 samples in MP3, 1024 in AAC) would move the
  // sine by many periods and the correlation far from one.
  EXPECT_EQ(all.value()[0].size(), 88200u);
  EXPECT_GT(likeness(all.value()[0], kStereo[0]), 0.9);
  EXPECT_GT(likeness(all.value()[1], kStereo[1]), 0.99);
}

INSTANTIATE_TEST_SUITE_P(
    Formats, CompressedFiles,
    ::testing::Values(Compressed{"sound.mp3", "-c:a libmp3lame -b:a 192k"},
                      Compressed{"sound.m4a", "-c:a aac -b:a 192k"},
                      Compressed{"fast.m4a", "-c:a aac -b:a 192k -movflags +faststart"},
                      Compressed{"sound.wv", "-c:a wavpack"},
                      Compressed{"misnamed.wav", "-f mp3 -c:a libmp3lame -b:a 192k"}),
    [](const auto& row) {
      std::string name = row.param.name;
      std::ranges::replace(name, '.', '_');
      return name;
    });

TEST(SoundFile, ReadsManyChannelsAndOddRates) {
  const TemporaryFolder folder;
  for (const int rate : {8000, 22050, 192000}) {
    const Channels eight(8, airmark::testing::sine(100.0, 0.5, rate));
    airmark::testing::write_wave(folder / "eight.wav", eight, rate);
    auto source = open_sound_file(folder / "eight.wav");
    ASSERT_TRUE(source);
    EXPECT_EQ(source.value()->sample_rate_hz(), rate);
    const auto all = airmark::testing::read_all(*source.value());
    ASSERT_TRUE(all);
    EXPECT_EQ(all.value(), eight);
  }
}

TEST(SoundFile, ReadsAWaveThatWasWrittenIntoAPipe) {
  const TemporaryFolder folder;
  airmark::testing::write_sound(folder / "whole.wav", "wav16", kStereo, 44100);
  auto bytes = airmark::testing::bytes_of(folder / "whole.wav");
  for (const auto& [riff, data] : {std::pair{'\0', '\0'}, {'\xFF', '\xFF'}}) {
    std::fill_n(bytes.begin() + 4, 4, riff);
    std::fill_n(bytes.begin() + 40, 4, data);
    airmark::testing::write_bytes(folder / "stream.wav", bytes);
    auto source = open_sound_file(folder / "stream.wav");
    ASSERT_TRUE(source) << source.error().message;
    const auto all = airmark::testing::read_all(*source.value());
    ASSERT_TRUE(all);
    EXPECT_EQ(all.value()[1].size(), 88200u);
    EXPECT_LE(worst_difference(all.value(), kStereo), 1.0 / 32768);
  }
}

TEST(SoundFile, SaysWhereAFileIsMissing) {
  const TemporaryFolder folder;
  const Error error = error_of(folder / "nowhere.wav");
  EXPECT_EQ(error.kind, ErrorKind::NotFound);
  EXPECT_THAT(error.message, HasSubstr((folder / "nowhere.wav").string()));
  std::filesystem::create_symlink("nowhere.wav", folder / "dangling.wav");
  EXPECT_EQ(error_of(folder / "dangling.wav").kind, ErrorKind::NotFound);
  EXPECT_THAT(error_of(folder.path()).message, HasSubstr("is a folder"));
}

TEST(SoundFile, SaysThatReadingIsNotAllowed) {
  const TemporaryFolder folder;
  airmark::testing::write_wave(folder / "secret.wav", kStereo, 44100);
  std::filesystem::permissions(folder / "secret.wav", std::filesystem::perms::none);
  if (std::ifstream(folder / "secret.wav").good()) GTEST_SKIP() << "root may read every file";
  EXPECT_EQ(error_of(folder / "secret.wav").kind, ErrorKind::Refused);
}

TEST(SoundFile, DoesNotTakeTextForSoundWhateverItIsCalled) {
  const TemporaryFolder folder;
  std::string text;
  for (int line = 0; line < 300; ++line) text += "these are words, and no music at all\n";
  for (const char* ending : {"wav", "au", "snd", "vox", "gsm", "mp3", "flac", "ogg", "m4a", "aac",
                             "aiff", "caf", "txt", "m3u8"}) {
    const auto path = folder / (std::string("text.") + ending);
    airmark::testing::write_bytes(path, text);
    const Error error = error_of(path);
    EXPECT_EQ(error.kind, ErrorKind::BadData) << ending;
    EXPECT_THAT(error.message, HasSubstr("is not a sound file")) << ending;
  }
}

TEST(SoundFile, NeverFollowsAPlaylist) {
  const TemporaryFolder folder;
  airmark::testing::write_wave(folder / "real.wav", kStereo, 44100);
  const std::string list = "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n" +
                           (folder / "real.wav").string() + "\n#EXT-X-ENDLIST\n";
  airmark::testing::write_bytes(folder / "list.m3u8", list);
  EXPECT_EQ(error_of(folder / "list.m3u8").kind, ErrorKind::BadData);
  airmark::testing::write_bytes(folder / "list.mp3", list);
  EXPECT_EQ(error_of(folder / "list.mp3").kind, ErrorKind::BadData);
}

TEST(SoundFile, SaysThatAFileIsEmpty) {
  const TemporaryFolder folder;
  airmark::testing::write_bytes(folder / "zero.wav", {});
  EXPECT_THAT(error_of(folder / "zero.wav").message, HasSubstr("is empty"));
  airmark::testing::write_sound(folder / "none.wav", "wav16", Channels(2), 44100);
  EXPECT_THAT(error_of(folder / "none.wav").message, HasSubstr("holds no audio"));
  airmark::testing::write_sound(folder / "none.flac", "flac", Channels(2), 44100);
  EXPECT_EQ(error_of(folder / "none.flac").kind, ErrorKind::BadData);
}

TEST(SoundFile, SaysWhatIsWrongWithAWaveHeader) {
  const TemporaryFolder folder;
  airmark::testing::write_sound(folder / "good.wav", "wav16", kStereo, 44100);
  auto bytes = airmark::testing::bytes_of(folder / "good.wav");
  bytes[22] = 0;
  airmark::testing::write_bytes(folder / "bad.wav", bytes);
  EXPECT_THAT(error_of(folder / "bad.wav").message, HasSubstr("no channels"));
  bytes.resize(30);
  airmark::testing::write_bytes(folder / "bad.wav", bytes);
  EXPECT_THAT(error_of(folder / "bad.wav").message, HasSubstr("ends before its first sample"));
}

TEST(SoundFile, SaysHowMuchOfACutOffFileIsThere) {
  const TemporaryFolder folder;
  for (const auto& [format, ending] :
       {std::pair{"wav16", ".wav"}, {"wavfloat", ".wav"}, {"au16", ".au"}}) {
    const auto path = folder / (std::string("cut") + ending);
    airmark::testing::write_sound(path, format, kStereo, 44100);
    std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
    const auto source = open_sound_file(path);
    ASSERT_FALSE(source) << format;
    EXPECT_EQ(source.error().kind, ErrorKind::BadData);
    EXPECT_THAT(source.error().message, HasSubstr("promises 2.000 s")) << format;
    EXPECT_THAT(source.error().message, HasSubstr("only 1.000 s")) << format;
  }
  for (const char* format : {"aiff16", "flac"}) {
    const auto path = folder / (std::string("cut.") + format);
    airmark::testing::write_sound(path, format, kStereo, 44100);
    std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
    EXPECT_EQ(error_of(path).kind, ErrorKind::BadData) << format;
  }
}

TEST(SoundFile, NoticesThatACompressedFileBreaksOff) {
  const TemporaryFolder folder;
  const Channels sound{airmark::testing::music(8.0, 44100)};
  airmark::testing::write_wave(folder / "from.wav", sound, 44100);
  for (const auto& [name, options] :
       {std::pair{"cut.mp3", ""}, {"cut.m4a", "-movflags +faststart"}}) {
    if (!airmark::testing::convert_with_ffmpeg(folder / "from.wav", folder / name, options))
      GTEST_SKIP() << "no ffmpeg";
    std::filesystem::resize_file(folder / name, std::filesystem::file_size(folder / name) / 2);
    EXPECT_THAT(error_of(folder / name).message, HasSubstr("is cut off")) << name;
  }
}

TEST(SoundFile, FindsTheFirstSampleThatIsNotANumberOrBeyondAnyScale) {
  const TemporaryFolder folder;
  for (const float bad :
       {std::numeric_limits<float>::quiet_NaN(), -std::numeric_limits<float>::infinity(), 1e29f}) {
    Channels sound = kStereo;
    sound[0][66150] = bad;
    sound[1][44100] = bad;
    airmark::testing::write_wave(folder / "nan.wav", sound, 44100);
    const Error error = error_of(folder / "nan.wav");
    EXPECT_EQ(error.kind, ErrorKind::BadData);
    EXPECT_THAT(error.message, HasSubstr("frame 44100 (1.000 s)"));
  }
}

TEST(SoundFile, SaysThatAFilmIsSilent) {
  const TemporaryFolder folder;
  const std::string command =
      "ffmpeg -nostdin -v quiet -y -f lavfi -i color=size=64x64:duration=1 '" +
      (folder / "silent.mp4").string() + "' 2>/dev/null";
  if (std::system(command.c_str()) != 0) GTEST_SKIP() << "ffmpeg cannot make a film here";
  EXPECT_THAT(error_of(folder / "silent.mp4").message, HasSubstr("no audio stream"));
}

}  // namespace
}  // namespace airmark::tools
