#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "analysis/describe/describer.h"
#include "analysis/describe/key_statement.h"
#include "analysis/describe/one_line.h"
#include "analysis/describe/paragraph.h"
#include "analysis/describe/prose.h"
#include "analysis/describe/word_rules.h"
#include "analysis/describe/word_scales.h"
#include "tests/analysis/describe/random_windows.h"
#include "tests/support/hand_made_windows.h"

namespace airmark::analysis {
namespace {

constexpr int kWindows = 2000;

/// Lower-case words; hyphens are parts of them, numbers are left out.
std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    if (std::isalpha(static_cast<unsigned char>(c)) || (c == '-' && !words.back().empty()))
      words.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    else if (!words.back().empty())
      words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

void add_words(std::set<std::string>& known, std::string_view text) {
  for (const std::string& word : words_of(std::string(text))) known.insert(word);
}

/// The words of the tables, and the few that join them.
const std::set<std::string>& closed_list() {
  static const std::set<std::string> known = [] {
    std::set<std::string> words;
    for (const WordScale& scale : word_scales())
      for (const ScaleWord& word : scale.limits) add_words(words, word.word);
    for (const WordRule& rule : word_rules()) add_words(words, rule.word);
    for (const auto phrases : {one_line_phrases(), paragraph_phrases()})
      for (const Phrase& phrase : phrases) add_words(words, phrase.text);
    for (int tonic = 0; tonic < 12; ++tonic)
      for (const Mode mode : {Mode::Major, Mode::Minor})
        add_words(words, spoken_name({tonic, mode}));
    add_words(
        words,
        "a an and at in is it or of on some the there to with though are has "
        "probably perhaps BPM cents tempo pulse key mode harmony sound feels music moves runs "
        "voice nothing no stands out can be said silence window silent double half "
        "time concert pitch tone neutral neither nor loud quiet");
    return words;
  }();
  return known;
}

void expect_good_english(const std::string& text) {
  static const std::regex kBadSign(R"(  | ,| \.|,,|\.\.|^ | $|[{}_]|[^ -~]|,\.)");
  static const std::regex kBadArticle(R"(\b[Aa] [aeiou]|\b[Aa]n [^aeiou])");
  static const std::regex kRepeated(R"(\b([a-z]+) \1\b)");
  EXPECT_FALSE(std::regex_search(text, kBadSign)) << text;
  EXPECT_FALSE(std::regex_search(text, kBadArticle)) << text;
  EXPECT_FALSE(std::regex_search(text, kRepeated)) << text;
  EXPECT_TRUE(text.ends_with('.')) << text;
  EXPECT_TRUE(std::isupper(static_cast<unsigned char>(text.front()))) << text;
  for (const std::string& word : words_of(text))
    EXPECT_TRUE(closed_list().contains(word)) << word << " in: " << text;
}

std::vector<std::string> sentences_of(const std::string& text) {
  std::vector<std::string> sentences;
  std::size_t begin = 0;
  for (std::size_t end = text.find(". "); end != std::string::npos; end = text.find(". ", begin)) {
    sentences.push_back(text.substr(begin, end + 1 - begin));
    begin = end + 2;
  }
  sentences.push_back(text.substr(begin));
  return sentences;
}

/// No word that carries meaning comes twice, but for those that say how sure something is.
void expect_no_repetition(const std::string& paragraph) {
  static const std::set<std::string> kMayComeTwice{"the",      "and",     "with", "some",  "stands",
                                                   "probably", "perhaps", "very", "plain", "that",
                                                   "there",    "minor",   "major"};
  std::map<std::string, int> count;
  for (const std::string& word : words_of(paragraph))
    if (word.size() > 3 && !kMayComeTwice.contains(word)) ++count[word];
  for (const auto& [word, times] : count) EXPECT_EQ(times, 1) << word << " in: " << paragraph;
}

void expect_good_texts(const WindowAnalysis& analysis) {
  const Description description = describe(analysis);
  const std::string line = one_line(description);
  const std::string text = paragraph(description);
  expect_good_english(line);
  EXPECT_LE(line.size(), kLongestLine) << line;
  EXPECT_EQ(sentences_of(line).size(), 1U) << line;
  const auto sentences = sentences_of(text);
  for (const std::string& sentence : sentences) expect_good_english(sentence);
  EXPECT_LE(sentences.size(), 5U) << text;
  expect_no_repetition(text);
  EXPECT_EQ(one_line(describe(analysis)), line);
  EXPECT_EQ(paragraph(describe(analysis)), text);
}

TEST(Grammar, HoldsForHandMadeWindows) {
  for (const auto& window : testing::hand_made_windows()) expect_good_texts(window.analysis);
}

TEST(Grammar, HoldsForPlausibleWindows) {
  testing::RandomWindows windows;
  for (int n = 0; n < kWindows && !HasFailure(); ++n) expect_good_texts(windows.plausible());
}

TEST(Grammar, HoldsForAbsurdWindows) {
  testing::RandomWindows windows;
  for (int n = 0; n < kWindows && !HasFailure(); ++n) expect_good_texts(windows.absurd());
}

TEST(Grammar, HoldsForEachSubsetOfWhatCanBeSaid) {
  const Description all = describe(testing::ordinary_song());
  for (std::size_t kept = 0; kept <= all.statements.size(); ++kept) {
    Description some;
    some.statements.assign(all.statements.begin(),
                           all.statements.begin() + static_cast<std::ptrdiff_t>(kept));
    expect_good_english(one_line(some));
    for (const std::string& sentence : sentences_of(paragraph(some))) expect_good_english(sentence);
  }
}

TEST(Grammar, HasPhrasesForWordsThatExistOnly) {
  std::set<std::pair<std::string_view, std::string_view>> words;
  for (const WordScale& scale : word_scales())
    for (const ScaleWord& word : scale.limits) words.insert({scale.aspect, word.word});
  for (const WordRule& rule : word_rules()) words.insert({rule.aspect, rule.word});
  for (const auto phrases : {one_line_phrases(), paragraph_phrases()})
    for (const Phrase& phrase : phrases)
      EXPECT_TRUE(words.contains({phrase.aspect, phrase.word})) << phrase.aspect << phrase.word;
}

}  // namespace
}  // namespace airmark::analysis
