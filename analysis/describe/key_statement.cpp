#include "analysis/describe/key_statement.h"

#include <array>
#include <cassert>
#include <string>

#include "analysis/describe/certainty.h"
#include "analysis/describe/cues.h"

namespace airmark::analysis {

std::string_view spoken_name(const Key& key) noexcept {
  // The spelling with fewer accidentals; F sharp before G flat, E flat before D sharp minor.
  static constexpr std::array<std::string_view, 12> kMajor{
      "C major",       "D flat major", "D major",      "E flat major", "E major",      "F major",
      "F sharp major", "G major",      "A flat major", "A major",      "B flat major", "B major"};
  static constexpr std::array<std::string_view, 12> kMinor{
      "C minor",       "C sharp minor", "D minor",       "E flat minor", "E minor",      "F minor",
      "F sharp minor", "G minor",       "G sharp minor", "A minor",      "B flat minor", "B minor"};
  assert(key.tonic >= 0 && key.tonic < 12);
  return (key.mode == Mode::Major ? kMajor : kMinor)[static_cast<std::size_t>(key.tonic)];
}

std::optional<Statement> key_statement(const WindowAnalysis& analysis) {
  const auto clarity = find_cue(analysis, "key_clarity");
  if (!clarity) return std::nullopt;
  const auto certainty = certainty_of(clarity->value);
  const std::string number = " (key clarity " + number_text(*clarity) + ").";
  Statement statement{DescriptionLevel::Low, "key", std::string(kNoKey), {}, {*clarity}};
  if (analysis.key && certainty) {
    statement.word = spoken_name(*analysis.key);
    statement.certainty = *certainty;
    statement.text = "The key is " + std::string(adverb_of(*certainty)) + statement.word + number;
  } else {
    statement.text = "No key stands out" + number;
  }
  return statement;
}

}  // namespace airmark::analysis
