#include "analysis/classify/model_tagger.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <limits>
#include <numeric>

#include "analysis/classify/model_words.h"
#include "tests/support/linear_models.h"

namespace airmark::analysis {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

/// Bright, steady and without much bass: the small model's rock.
WindowAnalysis rock_window() {
  WindowAnalysis analysis;
  analysis.audible_ratio = 1.0;
  analysis.gtzan58[static_cast<std::size_t>(Gtzan58::CentroidMean)] = 3000.0;
  analysis.gtzan58[static_cast<std::size_t>(Gtzan58::CentroidVariance)] = 50000.0;
  analysis.gtzan58[mfcc_mean_index(2)] = 16.0;
  return analysis;
}

TagSet tag(const WindowAnalysis& analysis) {
  ModelTagger tagger(testing::small_model_file());
  auto answer = tagger.tag(analysis, Description{}, {});
  return answer ? std::move(answer).value() : TagSet{};
}

TEST(ModelTagger, RanksEveryGenreAndSumsToOne) {
  const TagSet answer = tag(rock_window());
  ASSERT_EQ(answer.tags.size(), 3u);
  EXPECT_EQ(answer.tags[0].tag, "rock");
  EXPECT_TRUE(std::ranges::is_sorted(answer.tags, std::ranges::greater{}, &TagScore::probability));
  double sum = 0.0;
  for (const TagScore& score : answer.tags) sum += score.probability;
  EXPECT_NEAR(sum, 1.0, 1e-12);
  EXPECT_EQ(answer.confidence, answer.tags[0].probability);
}

TEST(ModelTagger, SaysWhoItIs) {
  const TagSet answer = tag(rock_window());
  EXPECT_EQ(answer.tagger_id, "model");
  EXPECT_EQ(answer.model, model_identifier(testing::small_model_file()));
  EXPECT_EQ(answer.latency.count(), 0);
  EXPECT_EQ(answer.cost_usd, 0.0);
}

TEST(ModelTagger, IndicatorsAreTheStrongestContributionsThatSpeakForTheFirstTag) {
  const WindowAnalysis analysis = rock_window();
  const TagSet answer = tag(analysis);
  const LinearModel model = testing::small_model_file().model;
  const auto shares = contributions(model, model_inputs(model, analysis.gtzan58), 2);
  ASSERT_FALSE(answer.key_indicators.empty());
  EXPECT_EQ(answer.key_indicators[0].feature, "spectral_centroid_mean");
  EXPECT_EQ(answer.key_indicators[0].value, 3000.0);
  EXPECT_EQ(answer.key_indicators[0].contribution, shares[0]);
  double told = 0.0, speaking = 0.0;
  for (const KeyIndicator& indicator : answer.key_indicators) {
    EXPECT_GT(indicator.contribution, 0.0);
    told += indicator.contribution;
  }
  for (const double share : shares) speaking += std::max(share, 0.0);
  EXPECT_NEAR(told, speaking, 1e-12);  // three inputs: all that speak for it are told
  EXPECT_TRUE(std::ranges::is_sorted(answer.key_indicators, std::ranges::greater{},
                                     &KeyIndicator::contribution));
}

TEST(ModelTagger, ReasonsFromWhatWasMeasured) {
  const TagSet answer = tag(rock_window());
  EXPECT_THAT(answer.reasoning, StartsWith("Sounds like rock (0."));
  EXPECT_THAT(answer.reasoning, HasSubstr(" rather than blues (0."));
  EXPECT_THAT(answer.reasoning, HasSubstr("the sound is bright (3000 Hz)"));
  EXPECT_THAT(answer.reasoning, ::testing::EndsWith("."));
}

TEST(ModelTagger, CannotTellWhereNothingIsAudible) {
  WindowAnalysis analysis = rock_window();
  analysis.audible_ratio = 0.04;
  const TagSet answer = tag(analysis);
  EXPECT_TRUE(answer.tags.empty());
  EXPECT_EQ(answer.confidence, 0.0);
  EXPECT_TRUE(answer.key_indicators.empty());
  EXPECT_EQ(answer.tagger_id, "model");
  analysis.audible_ratio = 0.06;
  EXPECT_FALSE(tag(analysis).tags.empty());
}

TEST(ModelTagger, CannotTellFromWhatIsNotANumber) {
  WindowAnalysis analysis = rock_window();
  analysis.gtzan58[mfcc_mean_index(2)] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_TRUE(tag(analysis).tags.empty());
}

TEST(ModelTagger, IgnoresWhatTheModelDoesNotUse) {
  WindowAnalysis analysis = rock_window();
  const TagSet before = tag(analysis);
  analysis.gtzan58[static_cast<std::size_t>(Gtzan58::Length)] = 1e9;
  analysis.gtzan58[static_cast<std::size_t>(Gtzan58::RmsMean)] = 0.9;
  EXPECT_EQ(tag(analysis).tags, before.tags);
}

TEST(ModelWords, NumbersHaveThreeDigitsAndTheirUnit) {
  EXPECT_EQ(value_with_unit(static_cast<std::size_t>(Gtzan58::RmsMean), 0.130227), "0.13");
  EXPECT_EQ(value_with_unit(static_cast<std::size_t>(Gtzan58::CentroidMean), 2459.4), "2460 Hz");
  EXPECT_EQ(value_with_unit(static_cast<std::size_t>(Gtzan58::CentroidVariance), 129774.06),
            "130000 Hz²");
  EXPECT_EQ(value_with_unit(mfcc_mean_index(1), -113.57), "-114 dB");
}

TEST(ModelWords, EveryValueHasWordsForBothSides) {
  for (std::size_t f = 0; f < kGtzan58Count; ++f) {
    const std::string high = indicator_phrase(f, 1.0, true), low = indicator_phrase(f, 1.0, false);
    EXPECT_NE(high, low) << kGtzan58Table[f].name;
    EXPECT_FALSE(high.starts_with(" ")) << kGtzan58Table[f].name;
    for (std::size_t g = 0; g < f; ++g) EXPECT_NE(high, indicator_phrase(g, 1.0, true));
  }
}

}  // namespace
}  // namespace airmark::analysis
