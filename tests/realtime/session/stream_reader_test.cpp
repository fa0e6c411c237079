#include "realtime/session/stream_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sndfile.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tests/realtime/session/scripted_capture.h"
#include "tests/support/signals.h"
#include "tests/support/temporary_folder.h"

namespace airmark::realtime {
namespace {

using testing::Channels;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::random_chunks;

constexpr analysis::WindowPlan kPlan{4.0, 4.0, 0.0};

std::vector<float> samples_of(const std::filesystem::path& path, int* sample_rate_hz = nullptr) {
  SF_INFO info{};
  SNDFILE* file = sf_open(path.c_str(), SFM_READ, &info);
  if (file == nullptr) return {};
  std::vector<float> samples(static_cast<std::size_t>(info.frames * info.channels));
  sf_readf_float(file, samples.data(), info.frames);
  sf_close(file);
  if (sample_rate_hz != nullptr) *sample_rate_hz = info.samplerate;
  return samples;
}

class StreamReaderTest : public ::testing::Test {
 protected:
  StreamReader reader(std::optional<double> duration_s = std::nullopt) {
    return StreamReader({kPlan, duration_s}, WaveRecorder::create(folder_ / "take.wav").value(),
                        {[this] { ++stream_count_; },
                         [this](const WindowAnalysis& analysis) { windows_.push_back(analysis); },
                         [this](const TempoReport& report) { tempi_.push_back(report); },
                         [this](const std::string& message) { notices_.push_back(message); }});
  }
  static bool push_all(StreamReader& reader, const std::vector<AudioChunk>& chunks) {
    for (const AudioChunk& chunk : chunks)
      if (!reader.push(chunk)) return false;
    return true;
  }

  testing::TemporaryFolder folder_;
  std::vector<WindowAnalysis> windows_;
  std::vector<TempoReport> tempi_;
  std::vector<std::string> notices_;
  int stream_count_ = 0;
};

TEST_F(StreamReaderTest, CountsFramesFromTheFirstChunkItSees) {
  StreamReader reader = this->reader();
  const std::vector<float> music = testing::music(8.0, 22050);
  ASSERT_TRUE(push_all(reader, random_chunks({music}, 22050, 7, 123456)));
  reader.finish();
  ASSERT_EQ(windows_.size(), 2u);
  EXPECT_EQ(windows_[0].window.first_frame, 0);
  EXPECT_EQ(windows_[0].lost_frames, 0);
  EXPECT_EQ(reader.frames_read(), static_cast<std::int64_t>(music.size()));
  EXPECT_EQ(reader.frames_missing(), 0);
  EXPECT_EQ(stream_count_, 1);
  EXPECT_EQ(samples_of(folder_ / "take.wav"), music);
}

TEST_F(StreamReaderTest, ShowsAGapAsLostFramesAndAsSilenceInTheRecording) {
  constexpr std::int64_t kGapFrames = 10000;
  StreamReader reader = this->reader();
  const std::vector<float> first = testing::music(5.0, 44100, 1);
  const std::vector<float> second = testing::music(5.0, 44100, 2);
  const auto gap_end = static_cast<std::int64_t>(first.size()) + kGapFrames;
  push_all(reader, random_chunks({first}, 44100, 1));
  push_all(reader, random_chunks({second}, 44100, 2, gap_end));
  reader.finish();
  EXPECT_EQ(reader.frames_missing(), kGapFrames);
  EXPECT_EQ(stream_count_, 1);
  std::int64_t lost_frames = 0;
  for (const WindowAnalysis& analysis : windows_) lost_frames += analysis.lost_frames;
  EXPECT_EQ(lost_frames, kGapFrames);
  std::vector<float> expected = first;
  expected.resize(first.size() + kGapFrames, 0.0f);
  expected.insert(expected.end(), second.begin(), second.end());
  EXPECT_EQ(samples_of(folder_ / "take.wav"), expected);
}

TEST_F(StreamReaderTest, BeginsANewStreamAndANewFileWhereTheRateChanges) {
  StreamReader reader = this->reader();
  const std::vector<float> slow = testing::music(5.0, 44100, 1);
  const std::vector<float> fast = testing::music(5.0, 48000, 2);
  push_all(reader, random_chunks({slow}, 44100));
  ASSERT_EQ(windows_.size(), 1u);
  push_all(reader, random_chunks({fast}, 48000, 3, 77));
  reader.finish();
  EXPECT_EQ(stream_count_, 2);
  // The first stream's rest of a second is too short to be a window, and so is the second's.
  ASSERT_EQ(windows_.size(), 2u);
  EXPECT_EQ(windows_[0].source_rate_hz, 44100);
  EXPECT_EQ(windows_[1].source_rate_hz, 48000);
  EXPECT_EQ(windows_[1].window.first_frame, 0);
  EXPECT_EQ(windows_[1].lost_frames, 0);
  int first_rate_hz = 0;
  int second_rate_hz = 0;
  EXPECT_EQ(samples_of(folder_ / "take.wav", &first_rate_hz), slow);
  EXPECT_EQ(samples_of(folder_ / "take-2.wav", &second_rate_hz), fast);
  EXPECT_EQ(first_rate_hz, 44100);
  EXPECT_EQ(second_rate_hz, 48000);
  ASSERT_EQ(notices_.size(), 1u);
  EXPECT_THAT(notices_[0], HasSubstr("take-2.wav"));
}

TEST_F(StreamReaderTest, FinishesTheOldStreamBeforeTheNewOneBegins) {
  StreamReader reader = this->reader();
  push_all(reader, random_chunks({testing::music(3.5, 44100)}, 44100));
  EXPECT_TRUE(windows_.empty());
  push_all(reader, random_chunks({testing::music(0.1, 48000)}, 48000));
  ASSERT_EQ(windows_.size(), 1u);
  EXPECT_EQ(windows_[0].source_rate_hz, 44100);
}

TEST_F(StreamReaderTest, BeginsANewStreamWhereFramesAreCountedAnew) {
  StreamReader reader = this->reader();
  const std::vector<float> music = testing::music(5.0, 22050);
  push_all(reader, random_chunks({music}, 22050));
  push_all(reader, random_chunks({music}, 22050, 2));
  reader.finish();
  EXPECT_EQ(stream_count_, 2);
  ASSERT_EQ(windows_.size(), 2u);
  EXPECT_EQ(windows_[0].gtzan58, windows_[1].gtzan58);
  // The format is the same: one file holds both, one after the other.
  EXPECT_EQ(samples_of(folder_ / "take.wav").size(), 2 * music.size());
  EXPECT_THAT(notices_, ElementsAre());
}

TEST_F(StreamReaderTest, FollowsTheTempoOfEachStreamByItself) {
  StreamReader reader = this->reader();
  push_all(reader, random_chunks({testing::clicks(120.0, 6.0, 22050)}, 22050));
  const std::size_t first_count = tempi_.size();
  push_all(reader, random_chunks({testing::clicks(90.0, 6.0, 44100)}, 44100));
  reader.finish();
  ASSERT_GT(first_count, 0u);
  ASSERT_GT(tempi_.size(), first_count);
  EXPECT_NEAR(tempi_[first_count - 1].bpm.value_or(0.0), 120.0, 2.0);
  EXPECT_NEAR(tempi_[first_count].bpm.value_or(0.0), 90.0, 2.0);
  EXPECT_NEAR(static_cast<double>(tempi_[first_count].at_frame), 4.3 * 22050, 0.3 * 22050);
}

TEST_F(StreamReaderTest, TakesTheDurationToTheFrame) {
  StreamReader reader = this->reader(4.5);
  const std::vector<float> music = testing::music(6.0, 44100);
  EXPECT_FALSE(push_all(reader, random_chunks({music}, 44100)));
  reader.finish();
  EXPECT_EQ(reader.frames_read(), 198450);
  EXPECT_EQ(samples_of(folder_ / "take.wav"),
            std::vector<float>(music.begin(), music.begin() + 198450));
}

TEST_F(StreamReaderTest, CountsTheDurationOverAllStreams) {
  StreamReader reader = this->reader(6.0);
  EXPECT_TRUE(push_all(reader, random_chunks({testing::music(4.0, 44100)}, 44100)));
  EXPECT_FALSE(push_all(reader, random_chunks({testing::music(4.0, 22050)}, 22050)));
  reader.finish();
  EXPECT_EQ(reader.frames_read(), 4 * 44100 + 2 * 22050);
}

TEST_F(StreamReaderTest, DoesNotCountAGapAsCapturedAudio) {
  StreamReader reader = this->reader(5.0);
  EXPECT_TRUE(push_all(reader, random_chunks({testing::music(4.0, 22050)}, 22050)));
  EXPECT_FALSE(push_all(reader, random_chunks({testing::music(2.0, 22050)}, 22050, 1, 8 * 22050)));
  reader.finish();
  EXPECT_EQ(reader.frames_read(), 5 * 22050);
  EXPECT_EQ(reader.frames_missing(), 4 * 22050);
  EXPECT_EQ(samples_of(folder_ / "take.wav").size(), 9u * 22050);
}

TEST_F(StreamReaderTest, BeginsANewFileInsteadOfAnHourOfSilence) {
  constexpr std::int64_t kGapFrames = 3600LL * 22050;
  StreamReader reader = this->reader(9.0);
  const std::vector<float> first = testing::music(5.0, 22050, 1);
  const std::vector<float> second = testing::music(5.0, 22050, 2);
  const auto gap_end = static_cast<std::int64_t>(first.size()) + kGapFrames;
  EXPECT_TRUE(push_all(reader, random_chunks({first}, 22050)));
  EXPECT_FALSE(push_all(reader, random_chunks({second}, 22050, 2, gap_end)));
  reader.finish();
  EXPECT_EQ(samples_of(folder_ / "take.wav"), first);
  EXPECT_EQ(samples_of(folder_ / "take-2.wav"),
            std::vector<float>(second.begin(), second.begin() + 4 * 22050));
  EXPECT_EQ(reader.frames_missing(), kGapFrames);
  EXPECT_EQ(reader.frames_read(), 9 * 22050);
  EXPECT_EQ(stream_count_, 2);
  // As if the second file were analysed by itself.
  ASSERT_EQ(windows_.size(), 2u);
  EXPECT_EQ(windows_[1].window.first_frame, 0);
  EXPECT_EQ(windows_[1].lost_frames, 0);
  ASSERT_EQ(notices_.size(), 1u);
  EXPECT_THAT(notices_[0], HasSubstr("take-2.wav"));
}

TEST_F(StreamReaderTest, WritesTheLongestSilenceIntoTheSameFile) {
  StreamReader reader = this->reader();
  const std::vector<float> music = testing::music(1.0, 22050);
  push_all(reader, random_chunks({music}, 22050));
  push_all(reader, random_chunks({music}, 22050, 2, 11 * 22050));
  reader.finish();
  EXPECT_EQ(samples_of(folder_ / "take.wav").size(), 12u * 22050);
  EXPECT_EQ(stream_count_, 1);
}

TEST_F(StreamReaderTest, TakesUnusableSamplesAsSilenceAndSaysSoOncePerOutage) {
  StreamReader reader = this->reader();
  std::vector<float> music = testing::music(20.0, 22050);
  std::vector<float> expected = music;
  // Two in the same outage, the third long after.
  for (const std::size_t at : {100u, 22050u, 15u * 22050u}) {
    music[at] = at == 100 ? std::numeric_limits<float>::quiet_NaN()
                          : std::numeric_limits<float>::infinity();
    expected[at] = 0.0f;
  }
  push_all(reader, random_chunks({music}, 22050));
  reader.finish();
  EXPECT_EQ(samples_of(folder_ / "take.wav"), expected);
  EXPECT_EQ(reader.unusable_samples(), 3);
  EXPECT_THAT(notices_, ElementsAre(HasSubstr("not numbers"), HasSubstr("not numbers")));
}

TEST_F(StreamReaderTest, AnalysesFurtherWhereTheRecordingBreaksOff) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "there is no /dev/full here";
  StreamReader reader({kPlan, std::nullopt}, WaveRecorder::create("/dev/full").value(),
                      {[] {},
                       [this](const WindowAnalysis& a) { windows_.push_back(a); },
                       {},
                       [this](const std::string& message) { notices_.push_back(message); }});
  push_all(reader, random_chunks({testing::music(8.0, 22050)}, 22050));
  reader.finish();
  EXPECT_EQ(windows_.size(), 2u);
  ASSERT_EQ(notices_.size(), 1u);
  EXPECT_THAT(notices_[0], HasSubstr("/dev/full"));
  ASSERT_TRUE(reader.recording_failure());
  EXPECT_EQ(reader.recording_failure()->kind, ErrorKind::InputOutput);
}

}  // namespace
}  // namespace airmark::realtime
