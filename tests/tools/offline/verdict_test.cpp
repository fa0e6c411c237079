#include "tools/offline/verdict.h"

#include <gmock/gmock.h>

#include <cmath>

namespace airmark::tools {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

WindowAnalysis window(double length_s, double audible_ratio = 1.0) {
  WindowAnalysis analysis;
  analysis.window = {0, std::llround(length_s * kAnalysisRateHz), kAnalysisRateHz};
  analysis.audible_ratio = audible_ratio;
  return analysis;
}

TagSet opinion(std::vector<TagScore> tags) {
  TagSet set;
  set.confidence = tags.empty() ? 0.0 : tags.front().probability;
  set.tags = std::move(tags);
  set.tagger_id = "model";
  set.model = "m1";
  return set;
}

auto score(const std::string& tag, double probability) {
  return ::testing::AllOf(Field(&TagScore::tag, tag),
                          Field(&TagScore::probability, DoubleNear(probability, 1e-12)));
}

TEST(Verdict, IsTheNormalisedGeometricMean) {
  Verdict verdict({});
  verdict.add(window(30), opinion({{"rock", 0.8}, {"blues", 0.2}}));
  verdict.add(window(30), opinion({{"blues", 0.5}, {"rock", 0.5}}));
  const double rock = std::sqrt(0.8 * 0.5), blues = std::sqrt(0.2 * 0.5);
  EXPECT_THAT(verdict.tags().tags, ElementsAre(score("rock", rock / (rock + blues)),
                                               score("blues", blues / (rock + blues))));
  EXPECT_DOUBLE_EQ(verdict.tags().confidence, verdict.tags().tags[0].probability);
  EXPECT_EQ(verdict.tags().tagger_id, "model");
  EXPECT_EQ(verdict.tags().model, "m1");
}

TEST(Verdict, WeighsWindowsByTheirLength) {
  Verdict verdict({});
  verdict.add(window(30), opinion({{"rock", 0.6}, {"blues", 0.4}}));
  verdict.add(window(10), opinion({{"blues", 0.9}, {"rock", 0.1}}));
  const double rock = std::exp((3 * std::log(0.6) + std::log(0.1)) / 4);
  const double blues = std::exp((3 * std::log(0.4) + std::log(0.9)) / 4);
  EXPECT_THAT(verdict.tags().tags, ElementsAre(score("blues", blues / (rock + blues)),
                                               score("rock", rock / (rock + blues))));
}

TEST(Verdict, OfOneWindowIsThatWindowsAnswer) {
  Verdict verdict({});
  TagSet only = opinion({{"jazz", 0.5}, {"blues", 0.3}});
  only.reasoning = "It swings.";
  only.key_indicators = {{"tempo", 120.0, 0.4}};
  verdict.add(window(30), only);
  EXPECT_EQ(verdict.tags().tags, only.tags);
  EXPECT_EQ(verdict.tags().reasoning, "It swings.");
  EXPECT_EQ(verdict.tags().key_indicators, only.key_indicators);
  EXPECT_EQ(verdict.state().state, AirState::Music);
  EXPECT_EQ(verdict.state().tag, "jazz");
}

TEST(Verdict, GivesSilentWindowsNoVote) {
  Verdict verdict({});
  verdict.add(window(30), opinion({{"rock", 0.7}, {"blues", 0.3}}));
  verdict.add(window(30, 0.0), TagSet{});
  verdict.add(window(30, 0.01), opinion({{"blues", 1.0}}));
  EXPECT_THAT(verdict.tags().tags, ElementsAre(score("rock", 0.7), score("blues", 0.3)));
  EXPECT_THAT(verdict.tags().reasoning, HasSubstr("2 more are silent"));
}

TEST(Verdict, OfSilenceIsSilenceWithoutTags) {
  Verdict verdict({});
  TagSet nothing = opinion({});
  nothing.reasoning = "Nothing is audible.";
  verdict.add(window(30, 0.0), nothing);
  EXPECT_THAT(verdict.tags().tags, IsEmpty());
  EXPECT_EQ(verdict.tags().tagger_id, "model");
  EXPECT_EQ(verdict.tags().reasoning, "Nothing is audible.");
  EXPECT_EQ(verdict.state().state, AirState::Silence);
}

TEST(Verdict, IsUnknownWhereNoTagIsProbableEnough) {
  Verdict verdict({.unknown_below = 0.40});
  verdict.add(window(30), opinion({{"rock", 0.39}, {"blues", 0.31}, {"jazz", 0.3}}));
  EXPECT_EQ(verdict.state().state, AirState::Unknown);
  EXPECT_EQ(verdict.state().tag, "");
  Verdict speechless({});
  speechless.add(window(30), TagSet{});
  EXPECT_EQ(speechless.state().state, AirState::Unknown);
}

TEST(Verdict, LetsNoSingleWindowRuleATagOut) {
  Verdict verdict({});
  for (int n = 0; n < 9; ++n) verdict.add(window(30), opinion({{"rock", 0.9}, {"pop", 0.1}}));
  verdict.add(window(30), opinion({{"pop", 1.0}}));  // does not name rock at all
  EXPECT_EQ(verdict.tags().tags.front().tag, "rock");
  EXPECT_THAT(verdict.tags().reasoning, HasSubstr("first in 9 of them"));
}

TEST(Verdict, AveragesTheIndicatorsOfTheWindowsThatAgree) {
  Verdict verdict({});
  TagSet first = opinion({{"rock", 0.9}, {"pop", 0.1}});
  first.key_indicators = {{"rms_mean", 0.2, 1.0}, {"tempo", 100.0, 0.5}};
  TagSet second = opinion({{"rock", 0.8}, {"pop", 0.2}});
  second.key_indicators = {{"rms_mean", 0.4, 3.0}, {"tempo", 140.0, 0.1}};
  TagSet other = opinion({{"pop", 0.6}, {"rock", 0.4}});
  other.key_indicators = {{"rolloff_mean", 4000.0, 9.0}};
  for (const TagSet& tags : {first, second, other}) verdict.add(window(30), tags);
  EXPECT_THAT(verdict.tags().key_indicators, ElementsAre(Field(&KeyIndicator::feature, "rms_mean"),
                                                         Field(&KeyIndicator::feature, "tempo")));
  EXPECT_NEAR(verdict.tags().key_indicators[0].value, 0.3, 1e-12);
  EXPECT_NEAR(verdict.tags().key_indicators[0].contribution, 2.0, 1e-12);
}

TEST(Verdict, AddsUpWhatItCost) {
  Verdict verdict({});
  TagSet tags = opinion({{"rock", 1.0}});
  tags.cost_usd = 0.25;
  tags.usage = {100, 20};
  tags.latency = std::chrono::milliseconds(3);
  for (int n = 0; n < 4; ++n) verdict.add(window(30), tags);
  EXPECT_EQ(verdict.tags().cost_usd, 1.0);
  EXPECT_EQ(verdict.tags().usage, (TokenUsage{400, 80}));
  EXPECT_EQ(verdict.tags().latency, std::chrono::milliseconds(12));
}

}  // namespace
}  // namespace airmark::tools
