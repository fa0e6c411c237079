#include "llm/taggers/cited_features.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

#include "llm/reply/reply_parser.h"

namespace airmark::llm {
namespace {

using Words = std::vector<std::string>;

/// Lower-case words of letters; everything else parts them.
Words words_of(std::string_view text) {
  Words words;
  bool inside = false;
  for (const char c : text) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool letter = upper || (c >= 'a' && c <= 'z') || (c & '\x80') != 0;
    if (letter && !inside) words.emplace_back();
    if (letter) words.back() += upper ? static_cast<char>(c - 'A' + 'a') : c;
    inside = letter;
  }
  return words;
}

/// "bright" and "brightness", "crossing" and "crossings".
bool same_stem(std::string_view one, std::string_view other) {
  constexpr std::size_t kShortestStem = 4;
  constexpr std::size_t kLongestEnding = 4;
  if (one.size() > other.size()) std::swap(one, other);
  if (one == other) return true;
  return one.size() >= kShortestStem && other.size() - one.size() <= kLongestEnding &&
         other.starts_with(one);
}

bool names(const Words& phrase, std::string_view word) {
  return std::ranges::any_of(phrase, [&](const std::string& w) { return same_stem(w, word); });
}

/// A feature's name as a person says it: no statistics, and no unit but what it measures.
Words spoken_name(std::string_view feature) {
  constexpr std::array<std::string_view, 6> kUnspoken{"mean", "var", "stft", "hz", "dbtp", "dbfs"};
  Words words = words_of(feature);
  std::erase_if(words, [&](const std::string& word) {
    return std::ranges::find(kUnspoken, word) != kUnspoken.end();
  });
  for (std::string& word : words)
    if (word == "lufs" || word == "lu") word = "loudness";
  return words;
}

bool holds_all(const Words& phrase, const Words& wanted) {
  return !wanted.empty() &&
         std::ranges::all_of(wanted, [&](const std::string& word) { return names(phrase, word); });
}

bool holds_exactly(const Words& phrase, const Words& wanted) {
  return !wanted.empty() && std::ranges::all_of(wanted, [&](const std::string& word) {
    return std::ranges::find(phrase, word) != phrase.end();
  });
}

/// The number whose spoken name is in the phrase; of several, the one with the longest name.
const Evidence* named_feature(const Words& phrase, const std::vector<const Statement*>& grounds) {
  const Evidence* best = nullptr;
  std::size_t most = 0;
  for (const Statement* statement : grounds)
    for (const Evidence& evidence : statement->evidence) {
      const Words name = spoken_name(evidence.feature);
      if (name.size() <= most || !holds_all(phrase, name)) continue;
      best = &evidence;
      most = name.size();
    }
  return best;
}

const Evidence* cited(const Words& phrase, const std::vector<const Statement*>& grounds) {
  if (const Evidence* evidence = named_feature(phrase, grounds)) return evidence;
  for (const Statement* statement : grounds)
    if (names(phrase, statement->aspect)) return &statement->evidence.front();
  for (const Statement* statement : grounds)
    if (holds_exactly(phrase, words_of(statement->word))) return &statement->evidence.front();
  return nullptr;
}

}  // namespace

std::vector<KeyIndicator> cited_features(const std::vector<std::string>& phrases,
                                         const WindowAnalysis& analysis,
                                         const Description& description) {
  std::vector<const Statement*> grounds;
  for (const Statement& statement : description.statements)
    if (statement.level != DescriptionLevel::High && !statement.evidence.empty())
      grounds.push_back(&statement);
  std::vector<KeyIndicator> indicators;
  for (const std::string& phrase : phrases) {
    const Evidence* evidence = cited(words_of(phrase), grounds);
    if (evidence == nullptr || !unsupported_claims(phrase, analysis, description).empty()) continue;
    if (std::ranges::find(indicators, evidence->feature, &KeyIndicator::feature) ==
        indicators.end())
      indicators.push_back({evidence->feature, evidence->value, 0.0});
  }
  return indicators;
}

}  // namespace airmark::llm
