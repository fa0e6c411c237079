#include <gmock/gmock.h>

#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/child_program.h"
#include "tests/support/pipewire_server.h"

namespace airmark::realtime {
namespace {

using namespace std::chrono_literals;
using airmark::testing::ChildProgram;
using airmark::testing::PipewireServer;
using ::testing::HasSubstr;

constexpr long kCycleFrames = 4096;  // As in tests/support/pipewire.conf.

/// What the capture probe prints; see there.
struct ProbeReport {
  struct Stretch {
    long noise_frame = 0;
    long frame_count = 0;
  };
  struct Stream {
    long sample_rate_hz = 0;
    long first_frame = 0;
    long frame_count = 0;
    long gap_count = 0;
    long wrong_count = 0;
    std::vector<Stretch> heard;
  };
  std::vector<Stream> streams;
  long frames_dropped = -1;

  explicit ProbeReport(const std::string& output) {
    std::istringstream lines(output);
    for (std::string line; std::getline(lines, line);) {
      std::istringstream words(line);
      std::string what;
      words >> what;
      Stream stream;
      Stretch stretch;
      long callbacks = 0;
      if (what == "stream" && words >> stream.sample_rate_hz >> stream.first_frame >>
                                  stream.frame_count >> stream.gap_count >> stream.wrong_count)
        streams.push_back(stream);
      if (what == "heard" && words >> stretch.noise_frame >> stretch.frame_count)
        streams.back().heard.push_back(stretch);
      if (what == "health") words >> callbacks >> frames_dropped;
    }
  }
};

/// All of the noise that was heard. PipeWire runs no cycle late for the sake of a client that was
/// not ready, so on a busy machine a cycle may be missed; it has to be a gap then.
long frames_heard(const ProbeReport::Stream& stream) {
  long frames = 0;
  for (const auto& stretch : stream.heard) frames += stretch.frame_count;
  return frames;
}

class PipewireCaptureTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!PipewireServer::installed()) GTEST_SKIP() << "pipewire or pw-jack is not installed";
  }
};

TEST_F(PipewireCaptureTest, CapturesEverySample) {
  const PipewireServer server;
  ChildProgram probe({"pw-jack", AIRMARK_CAPTURE_PROBE, "", "5", "48000"}, server.environment());
  ASSERT_EQ(probe.wait(60s), 0) << probe.output();
  const ProbeReport report(probe.output());
  ASSERT_EQ(report.streams.size(), 1u) << probe.output();
  const auto& stream = report.streams[0];
  EXPECT_EQ(stream.sample_rate_hz, 48000);
  EXPECT_EQ(stream.wrong_count, 0) << probe.output();
  ASSERT_FALSE(stream.heard.empty());
  EXPECT_EQ(frames_heard(stream), 5 * 48000 - stream.gap_count * kCycleFrames) << probe.output();
  EXPECT_LE(stream.gap_count, 2) << probe.output();
  EXPECT_EQ(report.frames_dropped, 0);
}

TEST_F(PipewireCaptureTest, BeginsANewStreamWhenTheRateChangesWhileItRuns) {
  const PipewireServer server;
  ChildProgram probe({"pw-jack", AIRMARK_CAPTURE_PROBE, "", "4", "48000"}, server.environment());
  while (probe.running() && probe.output().find("playing") == std::string::npos)
    std::this_thread::sleep_for(20ms);
  std::this_thread::sleep_for(1s);
  ASSERT_TRUE(server.force_rate(44100));
  ASSERT_EQ(probe.wait(60s), 0) << probe.output();
  const ProbeReport report(probe.output());
  EXPECT_THAT(probe.output(), HasSubstr("notice the sample rate is now 44100 Hz"));
  ASSERT_EQ(report.streams.size(), 2u) << probe.output();
  const auto& before = report.streams[0];
  const auto& after = report.streams[1];
  EXPECT_EQ(before.sample_rate_hz, 48000);
  EXPECT_EQ(before.wrong_count, 0) << probe.output();
  EXPECT_EQ(after.sample_rate_hz, 44100);
  EXPECT_EQ(after.first_frame, 0);
  EXPECT_EQ(after.wrong_count, 0) << probe.output();
  ASSERT_FALSE(before.heard.empty());
  ASSERT_FALSE(after.heard.empty());
  // At the change PipeWire leaves every client out until it has been told.
  const auto& last = before.heard.back();
  EXPECT_GE(after.heard.front().noise_frame, last.noise_frame + last.frame_count);
  EXPECT_LE(after.heard.front().noise_frame,
            last.noise_frame + last.frame_count + 4 * kCycleFrames);
  EXPECT_EQ(after.heard.back().noise_frame + after.heard.back().frame_count, 4 * 48000);
}

TEST_F(PipewireCaptureTest, SaysWhatToDoWhereThereIsNoServer) {
  const airmark::testing::TemporaryFolder nowhere;
  ChildProgram probe({"pw-jack", AIRMARK_CAPTURE_PROBE, "", "1", "48000"},
                     {{"XDG_RUNTIME_DIR", nowhere.path().string()},
                      {"PIPEWIRE_RUNTIME_DIR", nowhere.path().string()},
                      {"JACK_DEFAULT_SERVER", "default"}});
  EXPECT_EQ(probe.wait(30s), 1);
  EXPECT_THAT(probe.output(), HasSubstr("no JACK server named 'default' answers"));
}

}  // namespace
}  // namespace airmark::realtime
