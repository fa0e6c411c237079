#include "analysis/describe/describer.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <map>
#include <random>
#include <set>
#include <sstream>

#include "analysis/describe/cues.h"
#include "analysis/describe/word_scales.h"
#include "tests/support/published_rows.h"
#include "tests/support/test_data.h"

namespace airmark::analysis {
namespace {

using ::testing::SizeIs;

double& value(WindowAnalysis& analysis, Gtzan58 which) {
  return analysis.gtzan58[static_cast<std::size_t>(which)];
}

/// An ordinary pop song in numbers; the fixtures differ from it where it matters.
WindowAnalysis song() {
  WindowAnalysis analysis;
  analysis.audible_ratio = 0.99;
  analysis.window = {0, 30 * kAnalysisRateHz, kAnalysisRateHz};
  value(analysis, Gtzan58::ChromaMean) = 0.38;
  value(analysis, Gtzan58::RmsMean) = 0.13;
  value(analysis, Gtzan58::RmsVariance) = 0.0023;
  value(analysis, Gtzan58::CentroidMean) = 2120.0;
  value(analysis, Gtzan58::CentroidVariance) = 360000.0;
  value(analysis, Gtzan58::BandwidthMean) = 2160.0;
  value(analysis, Gtzan58::RolloffMean) = 4490.0;
  value(analysis, Gtzan58::ZeroCrossingRateMean) = 0.09;
  value(analysis, Gtzan58::HarmonyVariance) = 0.012;
  value(analysis, Gtzan58::PerceptrVariance) = 0.004;
  value(analysis, Gtzan58::Tempo) = 117.45;
  analysis.loudness = Loudness{-17.4, 5.2, -3.1};
  return analysis;
}

WindowAnalysis loud_and_distorted() {
  WindowAnalysis analysis = song();
  value(analysis, Gtzan58::ChromaMean) = 0.49;
  value(analysis, Gtzan58::RmsMean) = 0.24;
  value(analysis, Gtzan58::RmsVariance) = 0.0016;
  value(analysis, Gtzan58::CentroidMean) = 2810.0;
  value(analysis, Gtzan58::CentroidVariance) = 202500.0;
  value(analysis, Gtzan58::RolloffMean) = 5230.0;
  value(analysis, Gtzan58::ZeroCrossingRateMean) = 0.16;
  value(analysis, Gtzan58::PerceptrVariance) = 0.007;
  value(analysis, Gtzan58::Tempo) = 161.5;
  analysis.loudness = Loudness{-8.7, 1.9, 0.4};
  return analysis;
}

WindowAnalysis quiet_strings() {
  WindowAnalysis analysis = song();
  value(analysis, Gtzan58::ChromaMean) = 0.24;
  value(analysis, Gtzan58::RmsMean) = 0.02;
  value(analysis, Gtzan58::RmsVariance) = 0.00018;
  value(analysis, Gtzan58::CentroidMean) = 1210.0;
  value(analysis, Gtzan58::CentroidVariance) = 52900.0;
  value(analysis, Gtzan58::BandwidthMean) = 1480.0;
  value(analysis, Gtzan58::RolloffMean) = 2150.0;
  value(analysis, Gtzan58::ZeroCrossingRateMean) = 0.05;
  value(analysis, Gtzan58::PerceptrVariance) = 0.0003;
  value(analysis, Gtzan58::Tempo) = 89.1;
  analysis.loudness = Loudness{-33.2, 14.8, -15.9};
  return analysis;
}

WindowAnalysis without_tempo_and_loudness() {
  WindowAnalysis analysis = song();
  value(analysis, Gtzan58::Tempo) = 0.0;
  analysis.loudness.reset();
  return analysis;
}

WindowAnalysis extreme() {
  WindowAnalysis analysis = song();
  value(analysis, Gtzan58::ChromaMean) = 1.0;
  value(analysis, Gtzan58::RmsMean) = 3.98;
  value(analysis, Gtzan58::RmsVariance) = 40.0;
  value(analysis, Gtzan58::CentroidMean) = 0.0;
  value(analysis, Gtzan58::CentroidVariance) = 0.0;
  value(analysis, Gtzan58::ZeroCrossingRateMean) = 1.0;
  value(analysis, Gtzan58::HarmonyVariance) = 0.0;
  value(analysis, Gtzan58::Tempo) = 319.9;
  analysis.loudness = Loudness{11.96, 0.0, std::numeric_limits<double>::infinity()};
  return analysis;
}

WindowAnalysis silence() {
  WindowAnalysis analysis;
  analysis.window = {0, 30 * kAnalysisRateHz, kAnalysisRateHz};
  return analysis;
}

std::string text_of(const Description& description) {
  static const std::map<DescriptionLevel, std::string> names{{DescriptionLevel::Low, "low"},
                                                             {DescriptionLevel::Mid, "mid"},
                                                             {DescriptionLevel::High, "high"}};
  std::string text;
  for (const Statement& s : description.statements)
    text += names.at(s.level) + "  " + s.aspect + " = " + s.word + "\n  " + s.text + "\n";
  return text;
}

/// The numbers in a sentence, as written.
std::vector<std::string> numbers_in(const std::string& text) {
  std::vector<std::string> numbers;
  for (std::size_t n = 0; n < text.size();) {
    const std::size_t end = text.find_first_not_of("-.0123456789", n);
    std::string word = text.substr(n, end == std::string::npos ? end : end - n);
    while (!word.empty() && word.back() == '.') word.pop_back();
    if (word.find_first_of("0123456789") != std::string::npos) numbers.push_back(word);
    n = word.empty() && end == n ? n + 1 : (end == std::string::npos ? text.size() : end);
  }
  return numbers;
}

/// Is `number` one of the evidence's values, rounded to the decimals it is written with?
bool rests_on_evidence(const std::string& number, const Statement& statement) {
  const std::size_t point = number.find('.');
  const std::size_t decimals = point == std::string::npos ? 0 : number.size() - point - 1;
  const double step = std::pow(10.0, -static_cast<double>(decimals));
  double written = 0.0;
  std::from_chars(number.data(), number.data() + number.size(), written);
  return std::ranges::any_of(statement.evidence, [&](const Evidence& e) {
    return std::abs(e.value - written) <= 0.5 * step + 1e-9 * std::abs(e.value);
  });
}

void expect_sound_statements(const Description& description) {
  std::set<std::string> aspects;
  DescriptionLevel level = DescriptionLevel::Low;
  for (const Statement& s : description.statements) {
    EXPECT_TRUE(aspects.insert(s.aspect).second) << "twice: " << s.aspect;
    EXPECT_GE(s.level, level) << "out of order: " << s.aspect;
    level = s.level;
    EXPECT_FALSE(s.word.empty());
    EXPECT_TRUE(s.text.ends_with('.')) << s.text;
    EXPECT_TRUE(std::isupper(static_cast<unsigned char>(s.text[0]))) << s.text;
    EXPECT_EQ(s.text.find_first_of("{}"), std::string::npos) << s.text;
    for (const char* no_number : {"nan", "inf"})
      EXPECT_EQ(s.text.find(no_number), std::string::npos) << s.text;
    EXPECT_FALSE(s.evidence.empty()) << s.text;
    for (const std::string& number : numbers_in(s.text))
      EXPECT_TRUE(rests_on_evidence(number, s)) << number << " in: " << s.text;
  }
}

struct Golden {
  const char* name;
  WindowAnalysis (*analysis)();
};

class DescriberGolden : public ::testing::TestWithParam<Golden> {};

// After a wanted change of words: run with AIRMARK_UPDATE_GOLDEN=1 and read the difference.
TEST_P(DescriberGolden, ReadsAsItWasReviewed) {
  const auto path =
      testing::source_file("tests/golden/descriptions") / (std::string(GetParam().name) + ".txt");
  const Description description = describe(GetParam().analysis());
  expect_sound_statements(description);
  if (std::getenv("AIRMARK_UPDATE_GOLDEN") != nullptr) std::ofstream(path) << text_of(description);
  std::stringstream expected;
  expected << std::ifstream(path).rdbuf();
  EXPECT_EQ(text_of(description), expected.str()) << path;
}

INSTANTIATE_TEST_SUITE_P(Windows, DescriberGolden,
                         ::testing::Values(Golden{"ordinary_song", song},
                                           Golden{"loud_and_distorted", loud_and_distorted},
                                           Golden{"quiet_strings", quiet_strings},
                                           Golden{"without_tempo_and_loudness",
                                                  without_tempo_and_loudness},
                                           Golden{"extreme", extreme}, Golden{"silence", silence}),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(Describer, SaysOnlyThatSilenceIsSilent) {
  WindowAnalysis analysis = song();
  analysis.audible_ratio = 0.0;
  const Description description = describe(analysis);
  ASSERT_THAT(description.statements, SizeIs(1));
  EXPECT_EQ(description.word_for("loudness"), "silent");
}

TEST(Describer, SaysNothingOfATempoThatWasNotFound) {
  const Description description = describe(without_tempo_and_loudness());
  EXPECT_EQ(description.word_for("tempo"), "");
  EXPECT_EQ(text_of(description).find("tempo"), std::string::npos);
  EXPECT_EQ(text_of(description).find("BPM"), std::string::npos);
}

TEST(Describer, TakesTheRmsWhereLoudnessWasNotMeasured) {
  const Description description = describe(without_tempo_and_loudness());
  EXPECT_EQ(description.statements.front().evidence.front().feature, "level_dbfs");
  EXPECT_NE(description.statements.front().text.find("-17.7 dBFS"), std::string::npos);
}

TEST(Describer, SaysNothingOfLoudnessWhereThereIsNoLevelEither) {
  WindowAnalysis analysis = without_tempo_and_loudness();
  value(analysis, Gtzan58::RmsMean) = 0.0;
  EXPECT_EQ(describe(analysis).word_for("loudness"), "");
  EXPECT_EQ(describe(analysis).word_for("dynamics"), "");
}

TEST(Describer, SpeaksOfAllThreeLevelsOfAnOrdinarySong) {
  const Description description = describe(song());
  for (const char* aspect : {"tempo", "loudness", "brightness", "spectrum", "texture", "grain",
                             "rhythm", "dynamics", "motion", "character", "mood"})
    EXPECT_NE(description.word_for(aspect), "") << aspect;
}

TEST(Describer, ChangesTheWordExactlyAtItsLimit) {
  for (const WordScale& scale : word_scales()) {
    const auto index = gtzan58_index(scale.cue);
    if (!index) continue;
    for (std::size_t n = 0; n + 1 < scale.limits.size(); ++n) {
      WindowAnalysis analysis = song();
      analysis.gtzan58[*index] = scale.limits[n].below;
      EXPECT_EQ(describe(analysis).word_for(scale.aspect), scale.limits[n + 1].word);
      analysis.gtzan58[*index] = std::nextafter(scale.limits[n].below, 0.0);
      EXPECT_EQ(describe(analysis).word_for(scale.aspect), scale.limits[n].word);
    }
  }
}

TEST(Describer, MakesSoundSentencesOfAnyNumbers) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  constexpr double kNotANumber = std::numeric_limits<double>::quiet_NaN();
  const std::vector<double> odd{0.0, -0.0, 1e-300, 1e300, -1.0, kInfinity, -kInfinity, kNotANumber};
  std::mt19937 random(7);
  std::lognormal_distribution<double> size(0.0, 5.0);
  const auto draw = [&] {
    return random() % 6 == 0 ? odd[random() % odd.size()]
                             : (random() % 8 == 0 ? -size(random) : size(random));
  };
  for (int n = 0; n < 5000; ++n) {
    WindowAnalysis analysis;
    analysis.audible_ratio = random() % 20 == 0 ? draw() : 1.0;
    for (double& number : analysis.gtzan58) number = draw();
    if (random() % 2 == 0) analysis.loudness = Loudness{-draw(), draw(), draw()};
    const Description description = describe(analysis);
    expect_sound_statements(description);
    EXPECT_TRUE(describe(analysis) == description) << text_of(description);
  }
}

TEST(Describer, UsesEveryWordOfAScaleForSomeRealClipAndNoneForAll) {
  const auto data = testing::test_data_folder();
  if (!data) GTEST_SKIP() << "AIRMARK_DATA is not set";
  const auto rows = testing::read_published_rows(*data, "train");
  std::map<std::string, std::map<std::string, double>> share;
  for (const testing::PublishedRow& row : rows)
    for (const Statement& s : describe(row.analysis).statements)
      share[s.aspect][s.word] += 1.0 / static_cast<double>(rows.size());
  for (const WordScale& scale : word_scales())
    for (const ScaleWord& word : scale.limits)
      share[std::string(scale.aspect)][std::string(word.word)];
  for (const WordRule& rule : word_rules()) share[std::string(rule.aspect)][std::string(rule.word)];
  for (const auto& [aspect, words] : share)
    for (const auto& [word, part] : words) {
      EXPECT_LT(part, 0.75) << aspect << ' ' << word;
      const bool never_in_mono_clips = aspect == "loudness" && word == "very loud";
      EXPECT_TRUE(part > 0.0 || never_in_mono_clips) << aspect << ' ' << word;
    }
}

}  // namespace
}  // namespace airmark::analysis
