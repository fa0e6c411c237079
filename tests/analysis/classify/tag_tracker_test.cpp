#include "analysis/classify/tag_tracker.h"

#include <gmock/gmock.h>

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace airmark::analysis {
namespace {

using ::testing::ElementsAre;

/// A stream in a small language: play a tag for so long, in windows of this length and hop.
class Stream {
 public:
  explicit Stream(double interval_s = 30.0, TagTracker::Config config = {})
      : interval_s_(interval_s), tracker_(config) {}

  static TagSet tags(std::vector<TagScore> scores) {
    TagSet set;
    set.tags = std::move(scores);
    if (!set.tags.empty()) set.confidence = set.tags.front().probability;
    return set;
  }

  const TagState& play(const TagSet& set, double audible_ratio = 1.0) {
    WindowAnalysis analysis;
    analysis.starts_at_change = std::exchange(at_change_, false);
    analysis.window = {frame(time_s_), frame(interval_s_), kAnalysisRateHz};
    analysis.audible_ratio = audible_ratio;
    time_s_ += interval_s_;
    return tracker_.update(analysis, set);
  }
  const TagState& play(std::vector<TagScore> scores) { return play(tags(std::move(scores))); }
  /// Other music begins with the next window.
  Stream& change() {
    at_change_ = true;
    return *this;
  }
  const TagState& play_silence() { return play(tags({}), 0.0); }

  /// Plays until `wanted` is told; how much stream time that took.
  std::optional<double> seconds_until(const std::string& wanted, std::vector<TagScore> scores) {
    for (const double start_s = time_s_; time_s_ - start_s < 300.0;)
      if (play(scores).tag == wanted) return time_s_ - start_s;
    return std::nullopt;
  }

  const TagState& state() const { return tracker_.state(); }
  double time_s() const { return time_s_; }
  static std::int64_t frame(double time_s) {
    return static_cast<std::int64_t>(time_s * kAnalysisRateHz);
  }

 private:
  double interval_s_;
  double time_s_ = 0.0;
  bool at_change_ = false;
  TagTracker tracker_;
};

const std::vector<TagScore> kJazz{{"jazz", 0.8}, {"blues", 0.1}};
const std::vector<TagScore> kMetal{{"metal", 0.8}, {"rock", 0.1}};

TEST(TagTracker, KnowsNothingBeforeTheFirstWindow) { EXPECT_EQ(Stream().state(), TagState{}); }

TEST(TagTracker, TellsAConfidentFirstWindowAtOnce) {
  Stream stream;
  EXPECT_EQ(stream.play(kJazz), (TagState{AirState::Music, "jazz", 0.8, 0}));
}

TEST(TagTracker, StaysWithASteadyTag) {
  Stream stream;
  for (int n = 0; n < 20; ++n) {
    const TagState& state = stream.play(kJazz);
    EXPECT_EQ(state.tag, "jazz");
    EXPECT_NEAR(state.confidence, 0.8, 1e-12);
    EXPECT_EQ(state.since_frame, 0);
  }
}

TEST(TagTracker, DoesNotFlipBetweenTwoCloseTags) {
  Stream stream;
  stream.play({{"rock", 0.45}, {"metal", 0.40}});
  for (int n = 0; n < 20; ++n) {
    EXPECT_EQ(stream.play({{"metal", 0.45}, {"rock", 0.40}}).tag, "rock") << n;
    EXPECT_EQ(stream.play({{"rock", 0.45}, {"metal", 0.40}}).tag, "rock") << n;
  }
}

TEST(TagTracker, PassesThroughTransitionAndFlipsWithinTwoWindowsOfARealChange) {
  Stream stream;
  for (int n = 0; n < 10; ++n) stream.play(kJazz);
  const TagState first = stream.play(kMetal);
  EXPECT_EQ(first, (TagState{AirState::Transition, "", 0.0, Stream::frame(300.0)}));
  const TagState second = stream.play(kMetal);
  EXPECT_EQ(second.state, AirState::Music);
  EXPECT_EQ(second.tag, "metal");
  EXPECT_EQ(second.since_frame, Stream::frame(330.0));
}

TEST(TagTracker, MovesAsFastAsTheWindowsDo) {
  for (const double window_s : {5.0, 10.0, 60.0}) {
    TagTracker tracker(TagTracker::Config::for_windows_of(window_s));
    double time_s = 0.0;
    const auto play = [&](const char* tag) {
      TagSet set;
      set.tags = {{tag, 0.8}};
      set.confidence = 0.8;
      WindowAnalysis analysis;
      analysis.window = {Stream::frame(time_s), Stream::frame(window_s), kAnalysisRateHz};
      analysis.audible_ratio = 1.0;
      time_s += window_s;
      return tracker.update(analysis, set).tag;
    };
    for (int n = 0; n < 5; ++n) EXPECT_EQ(play("jazz"), "jazz");
    EXPECT_EQ(play("metal"), "") << window_s;
    EXPECT_EQ(play("metal"), "metal") << window_s;
  }
}

TEST(TagTracker, GoesBackToTheOldTagAfterOneStrayWindow) {
  Stream stream;
  for (int n = 0; n < 3; ++n) stream.play(kJazz);
  EXPECT_EQ(stream.play(kMetal).state, AirState::Transition);
  stream.play(kJazz);
  EXPECT_EQ(stream.play(kJazz).tag, "jazz");
}

TEST(TagTracker, DoesNotContestForEverBetweenTwoProbableTags) {
  Stream stream;
  stream.play(kJazz);
  EXPECT_TRUE(stream.seconds_until("blues", {{"blues", 0.6}, {"jazz", 0.35}}).has_value());
}

TEST(TagTracker, TellsSilenceAtOnceAndMusicAtOnceAfterIt) {
  Stream stream;
  stream.play(kJazz);
  EXPECT_EQ(stream.play_silence(), (TagState{AirState::Silence, "", 0.0, Stream::frame(30.0)}));
  EXPECT_EQ(stream.play_silence().since_frame, Stream::frame(30.0));
  EXPECT_EQ(stream.play(kMetal), (TagState{AirState::Music, "metal", 0.8, Stream::frame(90.0)}));
}

TEST(TagTracker, CallsMusicWithoutASureTagUnknown) {
  Stream stream;
  for (int n = 0; n < 5; ++n)
    EXPECT_EQ(stream.play({{"rock", 0.3}, {"pop", 0.3}}).state, AirState::Unknown);
}

TEST(TagTracker, TakesATaggerThatDoubtsItsFirstTagAtItsWord) {
  Stream stream;
  TagSet doubtful = Stream::tags({{"rock", 0.9}});
  doubtful.confidence = 0.2;
  EXPECT_EQ(stream.play(doubtful).state, AirState::Unknown);
}

TEST(TagTracker, ForgetsATagThatNoWindowConfirms) {
  Stream stream;
  stream.play(kJazz);
  EXPECT_EQ(stream.play(Stream::tags({})).tag, "jazz");
  EXPECT_EQ(stream.play(Stream::tags({})).state, AirState::Unknown);
}

TEST(TagTracker, HoldsATagThroughValuesBetweenItsTwoThresholds) {
  Stream stream;
  stream.play(kJazz);
  for (int n = 0; n < 10; ++n) EXPECT_EQ(stream.play({{"jazz", 0.3}, {"pop", 0.2}}).tag, "jazz");
  Stream fresh;
  EXPECT_EQ(fresh.play({{"jazz", 0.3}, {"pop", 0.2}}).state, AirState::Unknown);
}

TEST(TagTracker, HoldsAToldTagForTheDwell) {
  TagTracker::Config config;
  config.smoothing_s = 1.0;  // Without the dwell, the next window would decide.
  Stream stream(5.0, config);
  stream.play(kJazz);
  for (const double time_s : {10.0, 15.0, 20.0}) {
    EXPECT_EQ(stream.play(kMetal).tag, "jazz");
    EXPECT_EQ(stream.time_s(), time_s);
  }
  EXPECT_EQ(stream.play(kMetal).tag, "metal");
}

TEST(TagTracker, SettlesAtAboutTheSameStreamTimeWhateverTheInterval) {
  const auto flip_s = [](double interval_s) {
    Stream stream(interval_s);
    while (stream.time_s() < 120.0) stream.play(kJazz);
    return stream.seconds_until("metal", kMetal).value_or(-1.0);
  };
  const double finest = flip_s(1.0);
  for (const double interval_s : {2.0, 5.0, 10.0, 15.0, 30.0}) {
    EXPECT_GE(flip_s(interval_s), finest) << interval_s;
    EXPECT_LE(flip_s(interval_s), finest + interval_s) << interval_s;
  }
}

TEST(TagTracker, SmoothsToTheSameProbabilityWhateverTheInterval) {
  const auto confidence = [](double interval_s) {
    Stream stream(interval_s);
    while (stream.time_s() < 60.0) stream.play(kJazz);
    while (stream.time_s() < 90.0) stream.play({{"jazz", 0.4}, {"pop", 0.3}});
    return stream.state().confidence;
  };
  EXPECT_NEAR(confidence(5.0), confidence(30.0), 1e-9);
  EXPECT_NEAR(confidence(30.0), 0.4 + 0.4 * std::exp(-1.0), 1e-9);
}

TEST(TagTracker, TellsStatesInTheOrderTheyBegin) {
  Stream stream(5.0);
  std::vector<std::string> told;
  std::int64_t since = 0;
  for (const auto& scores : {kJazz, kMetal, kJazz}) {
    for (const double end_s = stream.time_s() + 90.0; stream.time_s() < end_s;) {
      const TagState& state = stream.play(scores);
      EXPECT_GE(state.since_frame, since);
      since = state.since_frame;
      const std::string name = state.state == AirState::Transition ? "transition" : state.tag;
      if (told.empty() || told.back() != name) told.push_back(name);
    }
  }
  EXPECT_THAT(told, ElementsAre("jazz", "transition", "metal", "transition", "jazz"));
}

TEST(TagTracker, BeginsAnewWhenTheStreamIsCountedFromItsStartAgain) {
  TagTracker tracker({});
  WindowAnalysis late;
  late.window = {Stream::frame(900.0), Stream::frame(30.0), kAnalysisRateHz};
  late.audible_ratio = 1.0;
  tracker.update(late, Stream::tags(kJazz));
  WindowAnalysis early = late;
  early.window.first_frame = 0;
  EXPECT_EQ(tracker.update(early, Stream::tags(kMetal)),
            (TagState{AirState::Music, "metal", 0.8, 0}));
}

TEST(TagTracker, IgnoresASecondOpinionOfTheSameWindow) {
  TagTracker tracker({});
  WindowAnalysis analysis;
  analysis.window = {0, Stream::frame(30.0), kAnalysisRateHz};
  analysis.audible_ratio = 1.0;
  const TagState first = tracker.update(analysis, Stream::tags(kJazz));
  EXPECT_EQ(tracker.update(analysis, Stream::tags(kMetal)), first);
}

TEST(TagTracker, TellsOtherMusicAtOnceWhereItIsKnownToBegin) {
  Stream with;
  Stream without;
  for (int n = 0; n < 10; ++n) with.play(kJazz);
  for (int n = 0; n < 10; ++n) without.play(kJazz);
  EXPECT_EQ(with.change().play(kMetal),
            (TagState{AirState::Music, "metal", 0.8, Stream::frame(300.0)}));
  EXPECT_EQ(without.play(kMetal).state, AirState::Transition);
}

TEST(TagTracker, WaitsForNoDwellWhereOtherMusicBegins) {
  Stream stream(5.0);
  stream.play(kJazz);  // told 5 s ago
  EXPECT_EQ(stream.change().play(kMetal).tag, "metal");
}

TEST(TagTracker, StaysWithATagThatOtherMusicHas) {
  Stream stream;
  stream.play(kJazz);
  for (int n = 0; n < 5; ++n) {
    const TagState& state = stream.change().play({{"jazz", 0.5}, {"blues", 0.3}});
    EXPECT_EQ(state.tag, "jazz");
    EXPECT_EQ(state.since_frame, 0);
  }
}

TEST(TagTracker, DoesNotFlipBetweenTwoCloseTagsAtChanges) {
  Stream stream;
  stream.play({{"rock", 0.45}, {"metal", 0.40}});
  for (int n = 0; n < 5; ++n) {
    EXPECT_EQ(stream.change().play({{"metal", 0.45}, {"rock", 0.40}}).tag, "rock") << n;
    EXPECT_EQ(stream.change().play({{"rock", 0.45}, {"metal", 0.40}}).tag, "rock") << n;
  }
}

TEST(TagTracker, TellsTheOldTagNoLongerWhereOtherMusicBegins) {
  Stream stream;
  for (int n = 0; n < 5; ++n) stream.play(kJazz);
  EXPECT_EQ(stream.change().play({{"rock", 0.2}, {"pop", 0.2}}).state, AirState::Transition);
  EXPECT_EQ(stream.play(kMetal).tag, "metal");
}

TEST(TagTracker, TakesGrowingWindowsForOneChange) {
  TagTracker tracker({});
  WindowAnalysis analysis;
  analysis.audible_ratio = 1.0;
  const auto play = [&](double begin_s, double end_s, bool change, std::vector<TagScore> scores) {
    analysis.window = {Stream::frame(begin_s), Stream::frame(end_s - begin_s), kAnalysisRateHz};
    analysis.starts_at_change = change;
    return tracker.update(analysis, Stream::tags(std::move(scores)));
  };
  play(0.0, 30.0, false, kJazz);
  EXPECT_EQ(play(30.0, 35.0, true, kMetal).tag, "metal");
  // One odd window that begins at the same change is smoothed away.
  EXPECT_EQ(play(30.0, 40.0, true, kJazz).tag, "metal");
  EXPECT_EQ(play(30.0, 45.0, true, kMetal).tag, "metal");
}

}  // namespace
}  // namespace airmark::analysis
