#include "analysis/describe/prose.h"

#include <algorithm>

#include "analysis/describe/cues.h"

namespace airmark::analysis {

const Statement* find_statement(const Description& description, std::string_view aspect) {
  const auto at = std::ranges::find(description.statements, aspect, &Statement::aspect);
  return at == description.statements.end() ? nullptr : &*at;
}

bool is_probable(const Description& description, std::string_view aspect) {
  const Statement* statement = find_statement(description, aspect);
  return statement != nullptr && statement->certainty != Certainty::Possible;
}

const Phrase* find_phrase(std::span<const Phrase> list, const Description& description,
                          std::string_view aspect) {
  const std::string_view word = description.word_for(aspect);
  const auto at = std::ranges::find_if(
      list, [&](const Phrase& phrase) { return phrase.aspect == aspect && phrase.word == word; });
  return at == list.end() ? nullptr : &*at;
}

bool has_driving_pulse(const Description& description) {
  const std::string_view tempo = description.word_for("tempo");
  const std::string_view rhythm = description.word_for("rhythm");
  const bool is_fast = tempo == "lively" || tempo == "fast" || tempo == "very fast";
  const bool is_soft = rhythm == "sustained" || rhythm == "gentle";
  return description.word_for("pulse") == "firm" && is_fast && !is_soft;
}

TempoNumbers tempo_numbers(const Statement& tempo) {
  TempoNumbers numbers{plain_number_text(tempo.evidence.front()), {}, {}};
  for (const Evidence& evidence : tempo.evidence) {
    const bool is_double = evidence.feature == "double_time_bpm";
    const bool is_half = evidence.feature == "half_time_bpm";
    if (!is_double && !is_half && evidence.feature != "rival_tempo_bpm") continue;
    numbers.second = plain_number_text(evidence);
    numbers.felt = is_double ? "in double time" : is_half ? "in half time" : "";
  }
  return numbers;
}

std::string join_list(const std::vector<std::string>& parts) {
  std::string text;
  for (std::size_t n = 0; n < parts.size(); ++n) {
    if (n > 0) text += n + 1 == parts.size() ? " and " : ", ";
    text += parts[n];
  }
  return text;
}

std::string with_article(std::string_view phrase) {
  const bool vowel = std::string_view("aeiou").find(phrase.front()) != std::string_view::npos;
  return (vowel ? "an " : "a ") + std::string(phrase);
}

std::string as_sentence(std::string text) {
  if (text.empty()) return text;
  if (text.front() >= 'a' && text.front() <= 'z') text.front() -= 'a' - 'A';
  return text + '.';
}

}  // namespace airmark::analysis
