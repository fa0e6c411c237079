#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analysis/vocabulary/result.h"

namespace airmark::llm {

/// One file of config/prompts: a head of `name: value` lines, then `== system ==` and
/// `== user ==`. Lines before the first section that begin with # are remarks.
struct PromptTemplate {
  std::string strategy;  ///< Lower-case letters, digits and dashes.
  int version = 0;       ///< 1 or more; part of every cached answer's key.
  int max_output_tokens = 0;
  double temperature = 0.0;
  std::string system;
  std::string user;
};

/// One worked example: what was described and the answer that would be right.
struct WorkedExample {
  std::string genre;
  std::string description;
  std::string answer;
};

/// The names that may stand between {{ and }}.
const std::vector<std::string>& placeholder_names();

/// Reads one template. Configuration, with file and line, for an unknown head line or section, a
/// value out of range, an unknown or unclosed placeholder, and one that is missing: {{description}}
/// and {{genres}} always, {{examples}} for few-shot and hybrid, {{local_opinion}} and
/// {{neighbours}} for grounded.
Result<PromptTemplate> read_template(std::string_view text, const std::string& file_name);

/// Reads examples.txt: `== example GENRE ==`, the description, `== answer ==`, the JSON.
Result<std::vector<WorkedExample>> read_examples(std::string_view text,
                                                 const std::string& file_name);

/// Puts `value_of(name)` in place of each placeholder, once: what a value contains is not looked
/// at again.
template <typename ValueOf>
std::string fill(std::string_view text, ValueOf value_of) {
  std::string filled;
  for (std::size_t open = text.find("{{"); open != std::string_view::npos; open = text.find("{{")) {
    const std::size_t close = text.find("}}", open);
    if (close == std::string_view::npos) break;
    filled += text.substr(0, open);
    filled += value_of(text.substr(open + 2, close - open - 2));
    text.remove_prefix(close + 2);
  }
  return filled += text;
}

}  // namespace airmark::llm
