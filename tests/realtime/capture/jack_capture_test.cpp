#include "realtime/capture/jack_capture.h"

#include <gmock/gmock.h>

#include <mutex>
#include <thread>

#include "tests/support/chunk_recorder.h"
#include "tests/support/jack_player.h"
#include "tests/support/jack_server.h"
#include "tests/support/signals.h"

namespace airmark::realtime {
namespace {

using namespace std::chrono_literals;
using airmark::testing::ChunkRecorder;
using airmark::testing::find_exactly;
using airmark::testing::JackPlayer;
using airmark::testing::JackServer;
using airmark::testing::RecordedStream;
using airmark::testing::white_noise;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::vector<float>> stereo_noise(double duration_s, double rate_hz) {
  return {white_noise(duration_s, rate_hz, 0.25, 1), white_noise(duration_s, rate_hz, 0.25, 2)};
}

template <typename Condition>
bool becomes_true(Condition condition, std::chrono::milliseconds patience = 10s) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (!condition() && std::chrono::steady_clock::now() < deadline)
    std::this_thread::sleep_for(10ms);
  return condition();
}

/// What a person was told, from whichever thread.
class Notices {
 public:
  Capture::OnNotice listener() {
    return [this](const std::string& message) {
      const std::lock_guard lock(mutex_);
      messages_.push_back(message);
    };
  }
  std::vector<std::string> all() const {
    const std::lock_guard lock(mutex_);
    return messages_;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> messages_;
};

class JackCaptureTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!JackServer::installed()) GTEST_SKIP() << "jackd is not installed";
  }

  static std::unique_ptr<Capture> listen(const JackServer& server,
                                         std::vector<std::string> connect) {
    return make_jack_capture({"airmark", server.name(), std::move(connect)});
  }
};

/// Plays five seconds by one server and compares both channels bit by bit.
void expect_exact_capture(int rate_hz, int period_frames) {
  const JackServer server({rate_hz, period_frames});
  const auto capture = make_jack_capture({"airmark", server.name(), {"player:"}});
  ASSERT_TRUE(capture->start([](const std::string&) {}));
  ChunkRecorder recorder(capture->chunks());
  const auto sound = stereo_noise(5.0, rate_hz);
  JackPlayer player(server.name(), "player", sound);
  ASSERT_TRUE(becomes_true([&] {
    return player.destinations(0) == std::vector<std::string>{"airmark:in_1"} &&
           player.destinations(1) == std::vector<std::string>{"airmark:in_2"};
  }));
  player.play();
  ASSERT_TRUE(player.wait_until_played(30s));
  capture->stop();
  const auto streams = recorder.finish();

  ASSERT_EQ(streams.size(), 1u);
  EXPECT_EQ(streams[0].sample_rate_hz, static_cast<std::uint32_t>(rate_hz));
  EXPECT_EQ(streams[0].first_frame, 0);
  EXPECT_THAT(streams[0].gaps, IsEmpty());
  const auto left = find_exactly(sound[0], streams[0].channels[0]);
  const auto right = find_exactly(sound[1], streams[0].channels[1]);
  EXPECT_TRUE(left.has_value());
  EXPECT_EQ(left, right);
  const CaptureHealth health = capture->health();
  EXPECT_EQ(health.frames_seen, static_cast<std::int64_t>(streams[0].frame_count()));
  EXPECT_EQ(health.frames_dropped, 0);
  EXPECT_GT(health.worst_callback_us, 0.0);
}

TEST_F(JackCaptureTest, CapturesEverySampleAt48000Hz) { expect_exact_capture(48000, 256); }
TEST_F(JackCaptureTest, CapturesEverySampleAt44100Hz) { expect_exact_capture(44100, 1024); }
TEST_F(JackCaptureTest, CapturesEverySampleAt22050Hz) { expect_exact_capture(22050, 64); }

TEST_F(JackCaptureTest, GoesOnExactlyWhenTheBufferSizeChanges) {
  const JackServer server;
  const auto capture = listen(server, {"player:"});
  Notices notices;
  ASSERT_TRUE(capture->start(notices.listener()));
  ChunkRecorder recorder(capture->chunks());
  const auto sound = stereo_noise(2.0, 48000);
  JackPlayer player(server.name(), "player", sound);
  ASSERT_TRUE(becomes_true([&] { return player.destinations(1).size() == 1; }));
  player.play();
  ASSERT_TRUE(recorder.wait_for_sound(24000, 20s));
  player.change_buffer_size(1024);
  ASSERT_TRUE(player.wait_until_played(30s));
  EXPECT_TRUE(becomes_true([&] { return !notices.all().empty(); }));
  capture->stop();
  const auto streams = recorder.finish();

  EXPECT_THAT(notices.all(), ElementsAre("the buffer size is now 1024 frames"));
  ASSERT_EQ(streams.size(), 1u);
  EXPECT_THAT(streams[0].gaps, IsEmpty());
  EXPECT_TRUE(find_exactly(sound[0], streams[0].channels[0]));
}

TEST_F(JackCaptureTest, FollowsWhatBeginsToFeedThePlaybackPorts) {
  const JackServer server;
  const auto capture = listen(server, {"playback"});
  ASSERT_TRUE(capture->start([](const std::string&) {}));
  JackPlayer first(server.name(), "first", stereo_noise(0.1, 48000));
  JackPlayer later(server.name(), "later", stereo_noise(0.1, 48000));
  ASSERT_TRUE(first.connect(0, "system:playback_1"));
  ASSERT_TRUE(first.connect(1, "system:playback_2"));
  EXPECT_TRUE(becomes_true([&] {
    return first.destinations(0) == std::vector<std::string>{"airmark:in_1", "system:playback_1"} &&
           first.destinations(1) == std::vector<std::string>{"airmark:in_2", "system:playback_2"};
  }));
  EXPECT_THAT(later.destinations(0), IsEmpty());

  ASSERT_TRUE(later.connect(0, "system:playback_1"));
  ASSERT_TRUE(later.connect(1, "system:playback_2"));
  EXPECT_TRUE(becomes_true([&] {
    return later.destinations(0) == std::vector<std::string>{"airmark:in_1", "system:playback_1"};
  }));
  ASSERT_TRUE(first.disconnect(0, "system:playback_1"));
  ASSERT_TRUE(first.disconnect(1, "system:playback_2"));
  EXPECT_TRUE(becomes_true([&] { return first.destinations(0).empty(); }));
  EXPECT_THAT(later.destinations(1), ElementsAre("airmark:in_2", "system:playback_2"));
}

TEST_F(JackCaptureTest, WaitsForATargetThatIsAbsentAndDoesNotForceIt) {
  const JackServer server;
  const auto capture = listen(server, {"deck:out_1", "deck:out_2"});
  ASSERT_TRUE(capture->start([](const std::string&) {}));
  JackPlayer other(server.name(), "other", stereo_noise(0.1, 48000));
  JackPlayer deck(server.name(), "deck", stereo_noise(0.1, 48000));
  EXPECT_TRUE(becomes_true([&] {
    return deck.destinations(0) == std::vector<std::string>{"airmark:in_1"} &&
           deck.destinations(1) == std::vector<std::string>{"airmark:in_2"};
  }));
  EXPECT_THAT(other.destinations(0), IsEmpty());

  std::this_thread::sleep_for(300ms);  // The supervisor has seen its own connections by now.
  ASSERT_TRUE(deck.disconnect(0, "airmark:in_1"));
  std::this_thread::sleep_for(500ms);
  EXPECT_THAT(deck.destinations(0), IsEmpty());
  EXPECT_THAT(deck.destinations(1), ElementsAre("airmark:in_2"));
}

TEST_F(JackCaptureTest, ConnectsNothingWhereNothingIsAskedFor) {
  const JackServer server;
  const auto capture = listen(server, {"none"});
  JackPlayer player(server.name(), "player", stereo_noise(0.1, 48000));
  ASSERT_TRUE(player.connect(0, "system:playback_1"));
  ASSERT_TRUE(capture->start([](const std::string&) {}));
  std::this_thread::sleep_for(400ms);
  EXPECT_THAT(player.destinations(0), ElementsAre("system:playback_1"));
}

TEST_F(JackCaptureTest, GoesByTheNameThatTheServerGives) {
  const JackServer server;
  const auto first = listen(server, {"none"});
  const auto second = listen(server, {"player:"});
  ASSERT_TRUE(first->start([](const std::string&) {}));
  ASSERT_TRUE(second->start([](const std::string&) {}));
  EXPECT_EQ(first->name(), "airmark");
  EXPECT_NE(second->name(), "airmark");
  JackPlayer player(server.name(), "player", stereo_noise(0.1, 48000));
  EXPECT_TRUE(becomes_true([&] {
    return player.destinations(0) == std::vector<std::string>{second->name() + ":in_1"};
  }));
}

TEST_F(JackCaptureTest, GivesItsPortsNamesForPeople) {
  const JackServer server;
  const auto capture = listen(server, {"none"});
  ASSERT_TRUE(capture->start([](const std::string&) {}));
  const JackPlayer patchbay(server.name(), "patchbay", stereo_noise(0.1, 48000));
  const std::string names = "http://jackaudio.org/metadata/";
  EXPECT_EQ(patchbay.property("airmark:in_1", names + "pretty-name"), "Input L");
  EXPECT_EQ(patchbay.property("airmark:in_2", names + "pretty-name"), "Input R");
  EXPECT_EQ(patchbay.property("airmark:in_2", names + "order"), "2");
  EXPECT_EQ(patchbay.property("airmark:in_1", names + "port-group"), "Input");
}

TEST_F(JackCaptureTest, SaysWhatToDoWhereThereIsNoServer) {
  const auto capture = make_jack_capture({"airmark", "nobody-here", {"playback"}});
  const auto started = capture->start([](const std::string&) {});
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().kind, ErrorKind::Unavailable);
  EXPECT_THAT(
      started.error().message,
      AllOf(HasSubstr("no JACK server named 'nobody-here' answers"), HasSubstr("--server")));
}

TEST_F(JackCaptureTest, RefusesAWordThatIsNoExpression) {
  const auto capture = make_jack_capture({"airmark", "nobody-here", {"mpv:("}});
  const auto started = capture->start([](const std::string&) {});
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().kind, ErrorKind::Usage);
}

TEST_F(JackCaptureTest, SurvivesTheEndOfTheServerAndRestoresItsConnections) {
  JackServer server;
  const auto capture = listen(server, {"player:"});
  Notices notices;
  ASSERT_TRUE(capture->start(notices.listener()));
  ChunkRecorder recorder(capture->chunks());
  auto player = std::make_unique<JackPlayer>(server.name(), "player", stereo_noise(0.5, 48000));
  auto hand = std::make_unique<JackPlayer>(server.name(), "hand", stereo_noise(0.1, 48000));
  ASSERT_TRUE(hand->connect(0, "airmark:in_2"));
  ASSERT_TRUE(becomes_true([&] { return player->destinations(1).size() == 1; }));
  player->play();
  ASSERT_TRUE(player->wait_until_played(20s));

  std::this_thread::sleep_for(300ms);  // The supervisor has seen the patchbay's connection by now.
  server.kill();
  EXPECT_TRUE(becomes_true([&] { return !notices.all().empty(); }));
  player.reset();
  hand.reset();
  std::this_thread::sleep_for(700ms);
  server.start();
  EXPECT_TRUE(becomes_true([&] { return notices.all().size() == 2; }));

  const auto sound = stereo_noise(0.5, 48000);
  player = std::make_unique<JackPlayer>(server.name(), "player", sound);
  hand = std::make_unique<JackPlayer>(server.name(), "hand", stereo_noise(0.1, 48000));
  EXPECT_TRUE(becomes_true([&] {
    return player->destinations(0) == std::vector<std::string>{"airmark:in_1"} &&
           hand->destinations(0) == std::vector<std::string>{"airmark:in_2"};
  }));
  player->play();
  ASSERT_TRUE(player->wait_until_played(20s));
  capture->stop();
  const auto streams = recorder.finish();

  EXPECT_THAT(notices.all(), ElementsAre("the JACK server went away; waiting for it to come back",
                                         "the JACK server is back; connected again as 'airmark'"));
  EXPECT_EQ(capture->health().reconnects, 1);
  ASSERT_EQ(streams.size(), 1u) << "one stream with a gap";
  ASSERT_EQ(streams[0].gaps.size(), 1u);
  EXPECT_GT(streams[0].gaps[0].frame_count, 48000 * 7 / 10);
  std::vector<float> left = streams[0].channels[0];
  left.erase(left.begin(), left.begin() + (streams[0].gaps[0].at_frame));
  EXPECT_TRUE(find_exactly(sound[0], left));
}

TEST_F(JackCaptureTest, BeginsANewStreamWhereTheServerComesBackWithAnotherRate) {
  auto server = std::make_unique<JackServer>(JackServer::Config{48000, 256});
  const std::string name = server->name();
  const auto capture = listen(*server, {"none"});
  ASSERT_TRUE(capture->start([](const std::string&) {}));
  ChunkRecorder recorder(capture->chunks());
  ASSERT_TRUE(becomes_true([&] { return capture->health().frames_seen > 0; }));
  server->kill();
  server->start_at(44100);
  ASSERT_TRUE(becomes_true([&] { return capture->health().reconnects == 1; }));
  const auto seen = capture->health().frames_seen;
  ASSERT_TRUE(becomes_true([&] { return capture->health().frames_seen > seen + 4096; }));
  capture->stop();
  const auto streams = recorder.finish();
  ASSERT_EQ(streams.size(), 2u);
  EXPECT_EQ(streams[1].sample_rate_hz, 44100u);
  EXPECT_EQ(streams[1].first_frame, 0);
}

TEST_F(JackCaptureTest, StopsWhileItWaitsForAServer) {
  JackServer server;
  const auto capture = listen(server, {"none"});
  Notices notices;
  ASSERT_TRUE(capture->start(notices.listener()));
  server.kill();
  ASSERT_TRUE(becomes_true([&] { return !notices.all().empty(); }));
  const auto start = std::chrono::steady_clock::now();
  capture->stop();
  EXPECT_LT(std::chrono::steady_clock::now() - start, 2s);
  EXPECT_THAT(notices.all(), ElementsAre(HasSubstr("went away")));
}

TEST_F(JackCaptureTest, LosesNothingInFreewheel) {
  const JackServer server({48000, 1024});
  const auto capture = listen(server, {"player:"});
  ASSERT_TRUE(capture->start([](const std::string&) {}));
  ChunkRecorder recorder(capture->chunks());
  const auto sound = stereo_noise(60.0, 48000);
  JackPlayer player(server.name(), "player", sound);
  ASSERT_TRUE(becomes_true([&] { return player.destinations(1).size() == 1; }));
  const auto start = std::chrono::steady_clock::now();
  ASSERT_TRUE(player.play_freewheeling(60s));
  EXPECT_LT(std::chrono::steady_clock::now() - start, 40s) << "that was no freewheel";
  capture->stop();
  const auto streams = recorder.finish();
  ASSERT_EQ(streams.size(), 1u);
  EXPECT_THAT(streams[0].gaps, IsEmpty());
  EXPECT_EQ(capture->health().frames_dropped, 0);
  EXPECT_TRUE(find_exactly(sound[0], streams[0].channels[0]));
  EXPECT_TRUE(find_exactly(sound[1], streams[0].channels[1]));
}

}  // namespace
}  // namespace airmark::realtime
