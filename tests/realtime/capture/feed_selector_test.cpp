#include "realtime/capture/feed_selector.h"

#include <gmock/gmock.h>

namespace airmark::realtime {

void PrintTo(const Feed& feed, std::ostream* out) {
  *out << feed.source << "→in_" << feed.input + 1;
}

namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr const char* kUs = "airmark";

GraphPort source(const std::string& name) { return {name, true, false, false}; }
GraphPort card_input(const std::string& name) { return {name, true, true, true}; }
GraphPort card_output(const std::string& name) { return {name, false, true, true}; }
GraphPort recorder(const std::string& name) { return {name, false, false, true}; }

Graph desktop() {
  return {{card_input("system:capture_1"), card_input("system:capture_2"),
           card_output("system:playback_1"), card_output("system:playback_2"),
           card_output("system:playback_3"), source("mpv:out_0"), source("mpv:out_1"),
           source("radio:mono"), recorder("airmark:in_1"), recorder("airmark:in_2")},
          {},
          false};
}

std::vector<Feed> wanted(const Graph& graph, const std::vector<std::string>& words) {
  return FeedSelector::parse(words).value().wanted(graph, kUs);
}

TEST(FeedSelector, PlaybackTapsWhatFeedsTheSoundCard) {
  Graph graph = desktop();
  graph.connections = {{"mpv:out_0", "system:playback_1"}, {"mpv:out_1", "system:playback_2"}};
  EXPECT_THAT(wanted(graph, {"playback"}), ElementsAre(Feed{"mpv:out_0", 0}, Feed{"mpv:out_1", 1}));
}

TEST(FeedSelector, PlaybackIsEmptyWhereNothingPlays) {
  EXPECT_THAT(wanted(desktop(), {"playback"}), IsEmpty());
}

TEST(FeedSelector, PlaybackSendsAFeedOfOneSideToBothInputs) {
  Graph graph = desktop();
  graph.connections = {{"radio:mono", "system:playback_1"}};
  EXPECT_THAT(wanted(graph, {"playback"}),
              ElementsAre(Feed{"radio:mono", 0}, Feed{"radio:mono", 1}));
  graph.connections = {{"radio:mono", "system:playback_2"}};
  EXPECT_THAT(wanted(graph, {"playback"}),
              ElementsAre(Feed{"radio:mono", 0}, Feed{"radio:mono", 1}));
}

TEST(FeedSelector, PlaybackLeavesSidesAloneWhereBothAreFed) {
  Graph graph = desktop();
  graph.connections = {{"radio:mono", "system:playback_1"},
                       {"mpv:out_0", "system:playback_1"},
                       {"mpv:out_1", "system:playback_2"}};
  EXPECT_THAT(wanted(graph, {"playback"}),
              ElementsAre(Feed{"mpv:out_0", 0}, Feed{"mpv:out_1", 1}, Feed{"radio:mono", 0}));
}

TEST(FeedSelector, PlaybackDoesNotListenToTheHeadphones) {
  Graph graph = desktop();
  graph.connections = {{"mpv:out_0", "system:playback_3"}};
  EXPECT_THAT(wanted(graph, {"playback"}), IsEmpty());
}

TEST(FeedSelector, PlaybackFallsBackToTerminalPortsWhereThereIsNoSoundCard) {
  Graph graph{{source("mpv:out_0"), recorder("airmark:in_1"), recorder("airmark:in_2"),
               recorder("sink:playback_FL"), recorder("sink:playback_FR")},
              {{"mpv:out_0", "sink:playback_FL"}, {"other:out", "airmark:in_1"}},
              false};
  EXPECT_THAT(wanted(graph, {"playback"}), ElementsAre(Feed{"mpv:out_0", 0}, Feed{"mpv:out_0", 1}))
      << "what feeds ourselves is no playback";
}

TEST(FeedSelector, CaptureTakesTheFirstPairOfTheFirstCard) {
  Graph graph = desktop();
  graph.ports.push_back(card_input("webcam:capture_1"));
  EXPECT_THAT(wanted(graph, {"capture"}),
              ElementsAre(Feed{"system:capture_1", 0}, Feed{"system:capture_2", 1}));
}

TEST(FeedSelector, CaptureSendsASingleMicrophoneToBothInputs) {
  const Graph graph{{card_input("mic:capture_1")}, {}, false};
  EXPECT_THAT(wanted(graph, {"capture"}),
              ElementsAre(Feed{"mic:capture_1", 0}, Feed{"mic:capture_1", 1}));
}

TEST(FeedSelector, NoneWantsNothing) {
  Graph graph = desktop();
  graph.connections = {{"mpv:out_0", "system:playback_1"}};
  EXPECT_THAT(wanted(graph, {"none"}), IsEmpty());
}

TEST(FeedSelector, PortsOfAPatternTakeTurns) {
  EXPECT_THAT(wanted(desktop(), {"mpv:.*"}),
              ElementsAre(Feed{"mpv:out_0", 0}, Feed{"mpv:out_1", 1}));
}

TEST(FeedSelector, ALonePortOfALonePatternGoesToBothInputs) {
  EXPECT_THAT(wanted(desktop(), {"^radio:"}),
              ElementsAre(Feed{"radio:mono", 0}, Feed{"radio:mono", 1}));
}

TEST(FeedSelector, AnAbsentTargetLeavesItsInputEmpty) {
  EXPECT_THAT(wanted(desktop(), {"mpv:out_0", "mixer:right"}), ElementsAre(Feed{"mpv:out_0", 0}));
  EXPECT_THAT(wanted(desktop(), {"mixer:left", "mpv:out_0"}), ElementsAre(Feed{"mpv:out_0", 1}));
  EXPECT_THAT(wanted(desktop(), {"mixer:.*"}), IsEmpty()) << "no other device is grabbed";
}

TEST(FeedSelector, TwoStereoPatternsAreMixedSideBySide) {
  Graph graph = desktop();
  graph.ports.push_back(source("deck:left"));
  graph.ports.push_back(source("deck:right"));
  EXPECT_THAT(wanted(graph, {"mpv:", "deck:"}),
              UnorderedElementsAre(Feed{"mpv:out_0", 0}, Feed{"mpv:out_1", 1}, Feed{"deck:left", 0},
                                   Feed{"deck:right", 1}));
}

TEST(FeedSelector, PatternsMatchOutputPortsOnly) {
  EXPECT_THAT(wanted(desktop(), {"playback_1"}), IsEmpty());
}

TEST(FeedSelector, WordsAddUpWithoutDuplicates) {
  Graph graph = desktop();
  graph.connections = {{"mpv:out_0", "system:playback_1"}, {"mpv:out_1", "system:playback_2"}};
  EXPECT_THAT(wanted(graph, {"playback", "mpv:", "none"}),
              ElementsAre(Feed{"mpv:out_0", 0}, Feed{"mpv:out_1", 1}));
}

TEST(FeedSelector, NamesTheWordThatIsNoExpression) {
  const auto selector = FeedSelector::parse({"playback", "mpv:(out"});
  ASSERT_FALSE(selector);
  EXPECT_EQ(selector.error().kind, ErrorKind::Usage);
  EXPECT_THAT(selector.error().message, HasSubstr("'mpv:(out'"));
}

}  // namespace
}  // namespace airmark::realtime
