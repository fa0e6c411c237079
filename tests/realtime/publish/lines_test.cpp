#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>

#include "realtime/publish/json_lines_sink.h"
#include "realtime/publish/on_air_text.h"
#include "realtime/publish/terminal_sink.h"

namespace airmark::realtime {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

/// A pipe, and what was written into it.
class Pipe {
 public:
  Pipe() { EXPECT_EQ(pipe(ends_.data()), 0); }
  ~Pipe() {
    for (const int end : ends_) close(end);
  }
  int writing_end() const { return ends_[1]; }
  std::string text() {
    EXPECT_EQ(::write(ends_[1], "\0", 1), 1);
    std::array<char, 65536> buffer{};
    const ssize_t size = read(ends_[0], buffer.data(), buffer.size());
    return {buffer.data(), static_cast<std::size_t>(size) - 1};
  }

 private:
  std::array<int, 2> ends_{};
};

TagEvent event(TagEventType type) {
  TagEvent result;
  result.type = type;
  result.source = "airmark";
  result.session = "feed";
  return result;
}

TagEvent health(std::int64_t frames_dropped) {
  TagEvent result = event(TagEventType::Health);
  result.health = CaptureHealth{};
  result.health->frames_dropped = frames_dropped;
  return result;
}

TagEvent music(const std::string& tag, double confidence) {
  TagEvent result = event(TagEventType::State);
  result.state = {AirState::Music, tag, confidence, 0};
  return result;
}

TEST(JsonLinesSink, WritesOneObjectALine) {
  Pipe pipe;
  JsonLinesSink sink(pipe.writing_end(), "standard output");
  TagEvent alarm = event(TagEventType::Alarm);
  alarm.message = "Line one\nline two";
  ASSERT_TRUE(sink.publish(alarm, {}));
  ASSERT_TRUE(sink.publish(music("jazz", 0.8), {}));
  const std::string text = pipe.text();
  ASSERT_THAT(text, EndsWith("\n"));
  ASSERT_EQ(std::count(text.begin(), text.end(), '\n'), 2);
  const auto object = nlohmann::json::parse(text.substr(0, text.find('\n')));
  EXPECT_EQ(object.at("type"), "alarm");
  EXPECT_EQ(object.at("message"), alarm.message);
}

TEST(TerminalSink, SaysWhatChangedInOneLine) {
  Pipe pipe;
  TerminalSink sink({pipe.writing_end(), false});
  ASSERT_TRUE(sink.publish(event(TagEventType::Window), {}));
  EXPECT_EQ(pipe.text(), "");
  ASSERT_TRUE(sink.publish(music("jazz", 0.756), {}));
  EXPECT_THAT(pipe.text(), EndsWith("  jazz (76 %)\n"));
  TagEvent silence = event(TagEventType::State);
  silence.state.state = AirState::Silence;
  ASSERT_TRUE(sink.publish(silence, {}));
  EXPECT_THAT(pipe.text(), EndsWith("  silence\n"));
}

TEST(TerminalSink, SaysTheTempoInWholeBeats) {
  Pipe pipe;
  TerminalSink sink({pipe.writing_end(), false});
  TagEvent tempo = event(TagEventType::Tempo);
  tempo.tempo = TempoReport{22050, 125.6, 0.9, {}};
  ASSERT_TRUE(sink.publish(tempo, {}));
  EXPECT_THAT(pipe.text(), EndsWith("  126 BPM\n"));
  tempo.tempo->bpm.reset();
  ASSERT_TRUE(sink.publish(tempo, {}));
  EXPECT_THAT(pipe.text(), EndsWith("  no clear beat\n"));
}

TEST(TerminalSink, SpeaksOfTheCaptureAtTheStartAndWhenMoreWasLost) {
  Pipe pipe;
  TerminalSink sink({pipe.writing_end(), false});
  ASSERT_TRUE(sink.publish(health(0), {}));
  EXPECT_THAT(pipe.text(), HasSubstr("listening as airmark"));
  ASSERT_TRUE(sink.publish(health(0), {}));
  EXPECT_EQ(pipe.text(), "");
  ASSERT_TRUE(sink.publish(health(512), {}));
  EXPECT_THAT(pipe.text(), HasSubstr("512 frames"));
  ASSERT_TRUE(sink.publish(health(512), {}));
  EXPECT_EQ(pipe.text(), "");
}

TEST(TerminalSink, UsesColourOnlyWhenTold) {
  Pipe pipe;
  TerminalSink plain({pipe.writing_end(), false});
  TerminalSink coloured({pipe.writing_end(), true});
  ASSERT_TRUE(plain.publish(music("jazz", 0.8), {}));
  EXPECT_THAT(pipe.text(), Not(HasSubstr("\033")));
  ASSERT_TRUE(coloured.publish(music("jazz", 0.8), {}));
  EXPECT_THAT(pipe.text(), HasSubstr("\033"));
}

TEST(TerminalSink, WantsColourOnATerminalUnlessRefused) {
  const Pipe pipe;
  EXPECT_FALSE(wants_colour(pipe.writing_end()));
  const int terminal = posix_openpt(O_RDWR | O_NOCTTY);
  if (terminal < 0) GTEST_SKIP() << "no terminal can be made here";
  unsetenv("NO_COLOR");
  EXPECT_TRUE(wants_colour(terminal));
  setenv("NO_COLOR", "1", 1);
  EXPECT_FALSE(wants_colour(terminal));
  unsetenv("NO_COLOR");
  close(terminal);
}

TEST(OnAirText, IsNeverEmpty) {
  for (const AirState state :
       {AirState::Unknown, AirState::Music, AirState::Silence, AirState::Transition})
    EXPECT_NE(on_air_text({state, "", 0.0, 0}), "");
}

TEST(OnAirText, UsesTheNameThatAPersonReads) {
  EXPECT_EQ(on_air_text({AirState::Music, "hiphop", 0.9, 0}), "hip-hop");
  EXPECT_EQ(on_air_text({AirState::Music, "something new", 0.9, 0}), "something new");
}

}  // namespace
}  // namespace airmark::realtime
