#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sndfile.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "analysis/vocabulary/json_text.h"
#include "realtime/publish/wave_recorder.h"
#include "realtime/publish/windows_file.h"
#include "tests/support/signals.h"
#include "tests/support/temporary_folder.h"

namespace airmark::realtime {
namespace {

using ::testing::HasSubstr;

struct Recording {
  SF_INFO info{};
  std::vector<float> samples;  // interleaved
};

Recording read_back(const std::filesystem::path& path) {
  Recording recording;
  SNDFILE* file = sf_open(path.c_str(), SFM_READ, &recording.info);
  if (file == nullptr) return recording;
  recording.samples.resize(
      static_cast<std::size_t>(recording.info.frames * recording.info.channels));
  sf_readf_float(file, recording.samples.data(), recording.info.frames);
  sf_close(file);
  return recording;
}

std::string text_of(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

void write(WaveRecorder& recorder, const std::vector<std::vector<float>>& channels) {
  std::vector<const float*> pointers;
  for (const std::vector<float>& channel : channels) pointers.push_back(channel.data());
  ASSERT_TRUE(recorder.write({0, channels[0].size(), pointers}));
}

class KeptFiles : public ::testing::Test {
 protected:
  testing::TemporaryFolder folder_;
  std::filesystem::path path_ = folder_ / "take.wav";
};

TEST_F(KeptFiles, ARecordingHoldsEverySampleAsItCame) {
  const auto recorder = WaveRecorder::create(path_).value();
  const std::vector<float> left = testing::white_noise(1.0, 44100, 3.0, 1);
  const std::vector<float> right = testing::white_noise(1.0, 44100, 1e-40, 2);
  ASSERT_TRUE(recorder->begin(44100, 2));
  write(*recorder, {left, right});
  ASSERT_TRUE(recorder->close());
  const Recording recording = read_back(path_);
  EXPECT_EQ(recording.info.samplerate, 44100);
  EXPECT_EQ(recording.info.channels, 2);
  EXPECT_EQ(recording.info.format & SF_FORMAT_SUBMASK, SF_FORMAT_FLOAT);
  ASSERT_EQ(recording.samples.size(), 2 * left.size());
  for (std::size_t n = 0; n < left.size(); ++n) {
    ASSERT_EQ(recording.samples[2 * n], left[n]);
    ASSERT_EQ(recording.samples[2 * n + 1], right[n]);
  }
}

TEST_F(KeptFiles, ASmallRecordingIsAPlainWavFile) {
  const auto recorder = WaveRecorder::create(path_).value();
  ASSERT_TRUE(recorder->begin(8000, 1));
  write(*recorder, {testing::sine(440, 0.5, 8000)});
  ASSERT_TRUE(recorder->close());
  EXPECT_EQ(text_of(path_).substr(0, 4), "RIFF");
  EXPECT_EQ(text_of(path_).substr(8, 4), "WAVE");
}

TEST_F(KeptFiles, ARecordingBeyondFourGigabytesIsReadableToItsEnd) {
  if (std::filesystem::space(folder_.path()).available < 20ull << 30)
    GTEST_SKIP() << "not enough room on the disk";
  if (std::getenv("AIRMARK_LARGE_FILES") == nullptr)
    GTEST_SKIP() << "writes 4.3 GB; set AIRMARK_LARGE_FILES to have it";
  constexpr std::int64_t kFrames = 540'000'000;  // of 8 bytes
  const auto recorder = WaveRecorder::create(path_).value();
  ASSERT_TRUE(recorder->begin(48000, 2));
  ASSERT_TRUE(recorder->write_silence(kFrames));
  write(*recorder, {{0.25f}, {0.5f}});
  ASSERT_TRUE(recorder->close());
  SF_INFO info{};
  SNDFILE* file = sf_open(path_.c_str(), SFM_READ, &info);
  ASSERT_NE(file, nullptr);
  EXPECT_EQ(info.frames, kFrames + 1);
  std::array<float, 2> last{};
  EXPECT_EQ(sf_seek(file, kFrames, SEEK_SET), kFrames);
  EXPECT_EQ(sf_readf_float(file, last.data(), 1), 1);
  EXPECT_EQ(last[1], 0.5f);
  sf_close(file);
}

TEST_F(KeptFiles, ARecordingThatIsCutOffCanBeReadUpToTheLastSecond) {
  const auto recorder = WaveRecorder::create(path_).value();
  ASSERT_TRUE(recorder->begin(44100, 1));
  const std::vector<float> music = testing::music(5.0, 44100);
  write(*recorder, {music});
  // What a killed program leaves: nothing is flushed, nothing is closed.
  std::filesystem::copy_file(path_, folder_ / "killed.wav");
  const Recording recording = read_back(folder_ / "killed.wav");
  ASSERT_GE(recording.samples.size(), 4u * 44100);
  ASSERT_LE(recording.samples.size(), music.size());
  for (std::size_t n = 0; n < recording.samples.size(); ++n)
    ASSERT_EQ(recording.samples[n], music[n]);
}

TEST_F(KeptFiles, AnotherFormatGoesToTheNextFreeFile) {
  const auto recorder = WaveRecorder::create(path_).value();
  std::ofstream(folder_ / "take-2.wav") << "somebody else's";
  ASSERT_TRUE(recorder->begin(44100, 1));
  write(*recorder, {testing::sine(440, 0.5, 44100)});
  ASSERT_TRUE(recorder->begin(48000, 1));
  EXPECT_EQ(recorder->path(), folder_ / "take-3.wav");
  write(*recorder, {testing::sine(440, 0.5, 48000)});
  ASSERT_TRUE(recorder->close());
  EXPECT_EQ(read_back(path_).info.frames, 22050);
  EXPECT_EQ(read_back(folder_ / "take-3.wav").info.frames, 24000);
  EXPECT_EQ(text_of(folder_ / "take-2.wav"), "somebody else's");
}

TEST_F(KeptFiles, ARecordingThatNeverBeganLeavesTheLastOneAlone) {
  std::ofstream(path_) << "the last take";
  { const auto recorder = WaveRecorder::create(path_).value(); }
  EXPECT_EQ(text_of(path_), "the last take");
}

TEST_F(KeptFiles, AFileThatCannotBeCreatedIsNamed) {
  const std::filesystem::path nowhere = folder_ / "missing" / "file";
  const auto recorder = WaveRecorder::create(nowhere);
  ASSERT_FALSE(recorder);
  EXPECT_EQ(recorder.error().kind, ErrorKind::CannotCreate);
  EXPECT_THAT(recorder.error().message, HasSubstr(nowhere.string()));
  const auto windows = WindowsFile::create(nowhere);
  ASSERT_FALSE(windows);
  EXPECT_EQ(windows.error().kind, ErrorKind::CannotCreate);
  EXPECT_THAT(windows.error().message, HasSubstr(nowhere.string()));
}

TEST_F(KeptFiles, WindowsAreOnDiskLineByLine) {
  const auto windows = WindowsFile::create(folder_ / "windows.jsonl").value();
  WindowAnalysis analysis;
  analysis.window = {0, 22050, 22050};
  std::string expected;
  for (int i = 0; i < 3; ++i) {
    analysis.window.first_frame = i * 22050;
    ASSERT_TRUE(windows->append(analysis));
    expected += json_line(analysis) + '\n';
    EXPECT_EQ(text_of(folder_ / "windows.jsonl"), expected);
  }
}

}  // namespace
}  // namespace airmark::realtime
