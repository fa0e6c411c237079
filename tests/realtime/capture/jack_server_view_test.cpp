#include <gmock/gmock.h>

#include "realtime/capture/jack_client.h"
#include "tests/support/jack_server.h"

namespace airmark::realtime {
namespace {

using airmark::testing::JackServer;
using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(JackServerView, ShowsRatePeriodAndPorts) {
  if (!JackServer::installed()) GTEST_SKIP() << "jackd is not installed";
  const JackServer server({44100, 512});
  const auto view = look_at_jack_server({"looker", server.name()});
  ASSERT_TRUE(view) << view.error().message;
  EXPECT_EQ(view.value().name, server.name());
  EXPECT_EQ(view.value().sample_rate_hz, 44100u);
  EXPECT_EQ(view.value().buffer_frames, 512u);
  EXPECT_FALSE(view.value().real_time) << "the private server runs without real-time priority";
  bool plays = false;
  for (const GraphPort& port : view.value().graph.ports) {
    plays = plays || port.name == "system:playback_1";
    EXPECT_FALSE(port.name.starts_with("looker")) << "a client that looks has no ports";
  }
  EXPECT_TRUE(plays);
}

TEST(JackServerView, IsAnErrorWhereNoServerAnswers) {
  const auto view = look_at_jack_server({"looker", "nobody-home"});
  ASSERT_FALSE(view);
  EXPECT_EQ(view.error().kind, ErrorKind::Unavailable);
  EXPECT_THAT(view.error().message, HasSubstr("nobody-home"));
}

TEST(JackSoftware, IsNamedWithItsVersion) {
  EXPECT_THAT(jack_software(), StartsWith(jack_is_pipewire() ? "PipeWire " : "jackd"));
}

}  // namespace
}  // namespace airmark::realtime
