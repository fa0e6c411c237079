#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/vocabulary/description.h"

namespace airmark::analysis {

/// How a word of an aspect is said in running prose. A word that is not listed is ordinary and goes
/// without saying.
struct Phrase {
  std::string_view aspect;
  std::string_view word;
  std::string_view text;
  int weight = 0;  ///< Where not all can be said, the heavier goes first.
};

/// The rows of the one line and of the paragraph, for whoever wants to check them.
std::span<const Phrase> one_line_phrases();
std::span<const Phrase> paragraph_phrases();

/// The statement on an aspect; nullptr where there is none.
const Statement* find_statement(const Description& description, std::string_view aspect);

/// There is a statement on the aspect, and it is probable or sure.
bool is_probable(const Description& description, std::string_view aspect);

/// What the description says of an aspect, from a list; nullptr where it goes without saying.
const Phrase* find_phrase(std::span<const Phrase> list, const Description& description,
                          std::string_view aspect);

/// A firm pulse that is lively or faster, with attacks to carry it, is a driving pulse.
bool has_driving_pulse(const Description& description);

/// A tempo in BPM as it is read: "142", or "87 or 174 in double time".
struct TempoNumbers {
  std::string first;
  std::string second;     ///< Empty where there is none.
  std::string_view felt;  ///< "in double time", "in half time" or nothing.
};
TempoNumbers tempo_numbers(const Statement& tempo);

/// "a", "a and b", "a, b and c".
std::string join_list(const std::vector<std::string>& parts);

/// "a slow tempo", "an even level".
std::string with_article(std::string_view phrase);

/// The text as a sentence: its first letter a capital, a full stop at its end.
std::string as_sentence(std::string text);

}  // namespace airmark::analysis
