#include "analysis/describe/word_scales.h"

#include <gmock/gmock.h>

#include <fstream>
#include <map>
#include <sstream>

#include "analysis/describe/describer.h"
#include "analysis/describe/word_rules.h"
#include "tests/support/published_rows.h"
#include "tests/support/test_data.h"

namespace airmark::analysis {
namespace {

TEST(WordScales, AscendToNoLimitAndEndSentences) {
  for (const WordScale& scale : word_scales()) {
    EXPECT_TRUE(scale.words.ends_with('.')) << scale.words;
    double last = -kNoLimit;
    for (const ScaleWord& word : scale.limits) {
      EXPECT_GT(word.below, last) << scale.aspect << ' ' << word.word;
      last = word.below;
    }
    EXPECT_EQ(last, kNoLimit) << scale.aspect;
  }
}

TEST(WordScales, GiveAnAspectTheSameWordsByAnyCue) {
  std::map<std::string_view, std::vector<std::string_view>> first;
  for (const WordScale& scale : word_scales()) {
    std::vector<std::string_view> words;
    for (const ScaleWord& word : scale.limits) words.push_back(word.word);
    EXPECT_EQ(first.try_emplace(scale.aspect, words).first->second, words) << scale.aspect;
  }
}

TEST(WordScales, NameNoInstrumentAndNoGenre) {
  for (const WordScale& scale : word_scales())
    for (const ScaleWord& word : scale.limits)
      for (const std::string_view text : {scale.words, scale.noun, word.word, word.sense})
        for (const char* name : {"drum", "guitar", "cymbal", "piano", "strings", "jazz", "rock",
                                 "metal", "blues", "reggae", "pop", "disco", "hip", "country"})
          EXPECT_EQ(text.find(name), std::string_view::npos) << text;
}

/// "very slow < 70 < slow < 95 < …", a dash where nothing is said.
std::string words_and_limits(const WordScale& scale) {
  std::ostringstream text;
  for (const ScaleWord& word : scale.limits) {
    text << (word.word.empty() ? "–" : word.word);
    if (word.below != kNoLimit) text << " < " << word.below << " < ";
  }
  return text.str();
}

/// "tempo slow or moderate; mode minor, where known".
std::string conditions_text(const WordRule& rule) {
  std::string text;
  for (const WordCondition& condition : rule.conditions) {
    text += (text.empty() ? "" : "; ") + std::string(condition.aspect) + " ";
    for (std::size_t n = 0; n < condition.words.size(); ++n)
      text += (n == 0 ? "" : " or ") + std::string(condition.words[n]);
    if (condition.words.empty()) text += "known";
    if (condition.where_known) text += ", where known";
  }
  return text;
}

TEST(WordScales, StandInTheReadmeAndSoDoTheRules) {
  std::stringstream readme;
  readme << std::ifstream(testing::source_file("analysis/describe/README.md")).rdbuf();
  const std::string text = readme.str();
  for (const WordScale& scale : word_scales()) {
    const std::string row = "| " + std::string(scale.aspect) + " | " + std::string(scale.cue) +
                            " | " + words_and_limits(scale) + " |";
    EXPECT_NE(text.find(row), std::string::npos) << row;
  }
  for (const WordRule& rule : word_rules()) {
    const std::string row = "| " + std::string(rule.aspect) + " | " + std::string(rule.word) +
                            " | " + conditions_text(rule) + " |";
    EXPECT_NE(text.find(row), std::string::npos) << row;
  }
}

TEST(WordScales, GiveEachWordToSomeRowOfTheTableAndNoneToMostOfThem) {
  const auto data = testing::test_data_folder();
  if (!data) GTEST_SKIP() << "AIRMARK_DATA is not set";
  const auto rows = testing::read_published_rows(*data, "train");
  std::map<std::string, std::map<std::string, double>> share;
  for (const testing::PublishedRow& row : rows)
    for (const Statement& s : describe(row.analysis).statements)
      share[s.aspect][s.word] += 1.0 / static_cast<double>(rows.size());
  for (const WordScale& scale : word_scales())
    if (share.contains(std::string(scale.aspect)))
      for (const ScaleWord& word : scale.limits)
        share[std::string(scale.aspect)][std::string(word.word)];
  for (const auto& [aspect, words] : share)
    for (const auto& [word, part] : words) {
      EXPECT_LT(part, 0.75) << aspect << ' ' << word;
      const bool never_in_mono_clips = aspect == "loudness" && word == "very loud";
      EXPECT_TRUE(part > 0.0 || never_in_mono_clips) << aspect << ' ' << word;
    }
}

}  // namespace
}  // namespace airmark::analysis
