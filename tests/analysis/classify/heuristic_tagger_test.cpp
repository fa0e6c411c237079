#include "analysis/classify/heuristic_tagger.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <iostream>
#include <limits>
#include <random>
#include <set>
#include <sstream>

#include "analysis/describe/cues.h"
#include "analysis/describe/describer.h"
#include "analysis/vocabulary/genres.h"
#include "tests/support/published_rows.h"
#include "tests/support/test_data.h"

namespace airmark::analysis {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

TagSet tag(const WindowAnalysis& analysis) {
  return make_heuristic_tagger()->tag(analysis, describe(analysis), {}).value();
}

double& value(WindowAnalysis& analysis, Gtzan58 which) {
  return analysis.gtzan58[static_cast<std::size_t>(which)];
}

/// Values as distorted guitars give them.
WindowAnalysis wall_of_guitars() {
  WindowAnalysis analysis;
  analysis.audible_ratio = 1.0;
  value(analysis, Gtzan58::ChromaMean) = 0.50;
  value(analysis, Gtzan58::ChromaVariance) = 0.074;
  value(analysis, Gtzan58::RmsMean) = 0.17;
  value(analysis, Gtzan58::RmsVariance) = 0.0009;
  value(analysis, Gtzan58::CentroidMean) = 2600.0;
  value(analysis, Gtzan58::CentroidVariance) = 160000.0;
  value(analysis, Gtzan58::BandwidthMean) = 2250.0;
  value(analysis, Gtzan58::BandwidthVariance) = 60000.0;
  value(analysis, Gtzan58::RolloffMean) = 5100.0;
  value(analysis, Gtzan58::ZeroCrossingRateMean) = 0.15;
  value(analysis, Gtzan58::ZeroCrossingRateVariance) = 0.0018;
  value(analysis, Gtzan58::HarmonyVariance) = 0.02;
  value(analysis, Gtzan58::PerceptrVariance) = 0.01;
  value(analysis, Gtzan58::Tempo) = 152.0;
  for (std::size_t order = 1; order <= kMfccCount; ++order)
    analysis.gtzan58[mfcc_mean_index(order) + 1] = 49.0;
  analysis.gtzan58[mfcc_mean_index(2)] = 85.0;
  analysis.gtzan58[mfcc_mean_index(3)] = -32.0;
  analysis.gtzan58[mfcc_mean_index(4)] = 57.0;
  analysis.gtzan58[mfcc_mean_index(6)] = 28.0;
  return analysis;
}

TEST(HeuristicTagger, HearsMetalInAWallOfGuitarsAndSaysWhy) {
  const TagSet tags = tag(wall_of_guitars());
  ASSERT_EQ(tags.tags.size(), genre_identifiers().size());
  EXPECT_EQ(tags.tags.front().tag, "metal");
  EXPECT_GT(tags.confidence, 0.5);
  EXPECT_EQ(tags.tagger_id, "heuristic");
  EXPECT_THAT(tags.reasoning, StartsWith("Closest to metal: distortion fills every pitch"));
  EXPECT_THAT(tags.reasoning, HasSubstr("(chroma_stft_mean 0.50)"));
  EXPECT_EQ(tags.key_indicators.front().feature, "chroma_stft_mean");
  EXPECT_EQ(tags.key_indicators.front().value, 0.50);
}

TEST(HeuristicTagger, SaysNothingOfSilence) {
  WindowAnalysis analysis = wall_of_guitars();
  analysis.audible_ratio = 0.0;
  EXPECT_THAT(tag(analysis).tags, IsEmpty());
  EXPECT_EQ(tag(analysis).confidence, 0.0);
}

TEST(HeuristicTagger, SaysNothingWhereNothingWasMeasured) {
  WindowAnalysis analysis;
  analysis.audible_ratio = 1.0;
  analysis.gtzan58.fill(std::numeric_limits<double>::quiet_NaN());
  EXPECT_THAT(tag(analysis).tags, IsEmpty());
}

TEST(HeuristicTagger, IsLessSureWhereLessWasMeasured) {
  WindowAnalysis partly = wall_of_guitars();
  value(partly, Gtzan58::ChromaMean) = std::numeric_limits<double>::quiet_NaN();
  EXPECT_LT(tag(partly).confidence, tag(wall_of_guitars()).confidence);
}

TEST(HeuristicTagger, GivesRankedProbabilitiesForAnyNumbers) {
  std::mt19937 random(11);
  std::lognormal_distribution<double> size(0.0, 6.0);
  for (int n = 0; n < 2000; ++n) {
    WindowAnalysis analysis;
    analysis.audible_ratio = 1.0;
    for (double& number : analysis.gtzan58)
      number = random() % 4 == 0 ? -size(random) : size(random);
    const TagSet tags = tag(analysis);
    double sum = 0.0;
    for (const TagScore& score : tags.tags) {
      EXPECT_GE(score.probability, 0.0);
      sum += score.probability;
    }
    EXPECT_NEAR(sum, 1.0, 1e-9);
    EXPECT_TRUE(std::ranges::is_sorted(tags.tags, std::ranges::greater{}, &TagScore::probability));
    EXPECT_EQ(tags.confidence, tags.tags.front().probability);
    EXPECT_TRUE(tags.reasoning.ends_with('.')) << tags.reasoning;
    EXPECT_TRUE(std::ranges::is_sorted(tags.key_indicators, std::ranges::greater{},
                                       &KeyIndicator::contribution));
  }
}

TEST(HeuristicTagger, RulesSpeakOfKnownGenresAndMeasuredNumbers) {
  WindowAnalysis analysis = wall_of_guitars();
  std::set<std::string> ruled;
  for (const GenreRule& rule : genre_rules()) {
    ruled.emplace(rule.genre);
    EXPECT_EQ(genre_identifier(rule.genre), rule.genre);
    EXPECT_TRUE(find_cue(analysis, rule.cue)) << rule.cue;
    EXPECT_GT(rule.weight, 0.0);
    EXPECT_NE(rule.first, rule.second);
    EXPECT_FALSE(rule.why.empty());
  }
  EXPECT_EQ(ruled.size(), genre_identifiers().size());
  EXPECT_EQ(genre_starts().size(), genre_identifiers().size());
}

TEST(HeuristicTagger, RulesStandInTheReadme) {
  std::stringstream readme;
  readme << std::ifstream(testing::source_file("analysis/classify/README.md")).rdbuf();
  std::string genre;
  std::set<std::string> lines;
  for (std::string line; std::getline(readme, line);) {
    std::istringstream cells(line);
    std::vector<std::string> row;
    for (std::string cell; cells >> std::ws && std::getline(cells, cell, '|');)
      row.push_back(cell.substr(0, cell.find_last_not_of(' ') + 1));
    if (row.size() != 6) continue;
    if (!row[1].empty()) genre = row[1];
    std::ostringstream key;
    key << genre << ' ' << row[2] << ' ' << row[3] << ' ' << std::stod("0" + row[4]) << ' '
        << row[5];
    lines.insert(key.str());
  }
  for (const GenreRule& rule : genre_rules()) {
    std::ostringstream key;
    key << rule.genre << ' ' << rule.cue << ' ';
    if (rule.shape == VoteShape::Around)
      key << "around " << rule.first << " ± " << rule.second;
    else
      key << (rule.first < rule.second ? "above: " : "below: ") << rule.first << " → "
          << rule.second;
    key << ' ' << rule.weight << ' ' << rule.why;
    EXPECT_TRUE(lines.contains(key.str())) << key.str();
  }
}

/// What the rules are worth on one list of real clips.
struct Score {
  std::size_t clips = 0;
  double accuracy = 0.0;
  double top_three = 0.0;
  double mean_confidence = 0.0;
  double calibration_error = 0.0;  ///< Expected calibration error, ten bins of equal width.
};

Score score(const std::vector<testing::PublishedRow>& rows) {
  constexpr std::size_t kBins = 10;
  std::array<double, kBins> surplus{};  // confidence minus success, summed
  Score result{rows.size()};
  const double share = 1.0 / static_cast<double>(rows.size());
  for (const testing::PublishedRow& row : rows) {
    const TagSet tags = tag(row.analysis);
    const auto rank = std::ranges::find(tags.tags, row.label, &TagScore::tag) - tags.tags.begin();
    result.accuracy += rank == 0 ? share : 0.0;
    result.top_three += rank < 3 ? share : 0.0;
    result.mean_confidence += tags.confidence * share;
    const auto bin = std::min(static_cast<std::size_t>(tags.confidence * kBins), kBins - 1);
    surplus[bin] += tags.confidence - (rank == 0 ? 1.0 : 0.0);
  }
  for (const double bin : surplus) result.calibration_error += std::abs(bin) * share;
  return result;
}

void print(std::string_view list, const Score& score) {
  std::cout << list << ": " << score.clips << " clips, accuracy " << score.accuracy
            << ", within the first three " << score.top_three << ", mean confidence "
            << score.mean_confidence << ", calibration error " << score.calibration_error << '\n';
}

TEST(HeuristicTagger, IsRightAboutMoreThanHalfOfTheClipsItsLimitsWereChosenOn) {
  const auto data = testing::test_data_folder();
  if (!data) GTEST_SKIP() << "AIRMARK_DATA is not set";
  const Score train = score(testing::read_published_rows(*data, "train"));
  print("train", train);
  EXPECT_EQ(train.clips, 443u);
  EXPECT_GT(train.accuracy, 0.5);
  EXPECT_LT(train.calibration_error, 0.1);
}

TEST(HeuristicTagger, IsRightAboutMoreThanAQuarterOfClipsItHasNotSeen) {
  const auto data = testing::test_data_folder();
  if (!data) GTEST_SKIP() << "AIRMARK_DATA is not set";
  const Score valid = score(testing::read_published_rows(*data, "valid"));
  print("valid", valid);
  EXPECT_EQ(valid.clips, 197u);
  EXPECT_GT(valid.accuracy, 0.25);  // Chance is 0.10.
}

}  // namespace
}  // namespace airmark::analysis
