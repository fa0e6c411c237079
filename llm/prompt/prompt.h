#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/vocabulary/description.h"
#include "analysis/vocabulary/result.h"
#include "analysis/vocabulary/tag_set.h"
#include "analysis/vocabulary/window_analysis.h"
#include "llm/prompt/template_file.h"

namespace airmark::llm {

/// What an LLM is asked, complete and independent of who is asked.
struct Prompt {
  std::string system;
  std::string user;
  std::string json_schema;  ///< Of the answer: genres as an enum, additionalProperties false.
  std::string strategy;     ///< "hybrid", …
  int version = 0;          ///< Of the template file.
  int max_output_tokens = 300;
  double temperature = 0.0;
};

/// A labelled clip that sounds alike, for the grounded strategy.
struct LabelledNeighbour {
  std::string genre;
  double similarity = 0.0;
  Description description;
};

/// Everything a prompt may be made from. Never audio, file names or stream titles.
struct PromptMaterial {
  const WindowAnalysis& analysis;
  const Description& description;
  std::vector<std::string> genres;            ///< The closed list.
  std::optional<TagSet> local_opinion;        ///< Grounded only.
  std::vector<LabelledNeighbour> neighbours;  ///< Grounded only.
};

/// The strategies that can be named: zero-shot, few-shot, chain-of-thought, multi-expert, hybrid,
/// grounded.
const std::vector<std::string>& prompt_strategies();

/// The templates of config/prompts: built in, or a user's folder whose placeholders are checked
/// when it is read (an unknown or missing one is an Error naming file and line). A folder holds
/// STRATEGY.txt files and perhaps examples.txt; what it does not hold stays as built in, and a
/// strategy that is not built in is a new one.
class PromptLibrary {
 public:
  static Result<PromptLibrary> built_in();
  static Result<PromptLibrary> from_folder(const std::string& folder);

  /// Those built in and those that the folder adds.
  std::vector<std::string> strategies() const;

  /// Fills the strategy's template. Text from outside is made quotable(), so that it cannot speak
  /// to the model. Usage where the strategy does not exist; Configuration where the genre list is
  /// empty or holds a name that cannot be shown as it is (signs such as { or ", over 40 bytes).
  Result<Prompt> make_prompt(std::string_view strategy, const PromptMaterial& material) const;

 private:
  /// Takes one file of a folder in place of what is built in; `seen` names the strategies so far.
  Result<Done> add(std::string_view text, const std::string& file_name, bool is_examples,
                   std::vector<std::string>& seen);

  std::vector<PromptTemplate> templates_;
  std::vector<WorkedExample> examples_;
};

/// A careful estimate for budgets and --dry-run, schema included: each started six letters of a
/// word, each digit and each sign counts one token, as small tokenizers cut English. In prose that
/// is near 4 characters a token; numbers and JSON cost more, as they do in truth.
int estimate_tokens(const Prompt& prompt);

}  // namespace airmark::llm
