#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/classify/model_file.h"
#include "analysis/vocabulary/result.h"
#include "analysis/vocabulary/tagger.h"
#include "llm/policy/budget.h"
#include "tools/common/settings.h"
#include "tools/evaluation/prompts/reply_file.h"
#include "tools/tagging/llm_choice.h"
#include "tools/tagging/llm_kit.h"

namespace airmark::tools {

/// The setting that says who is evaluated.
inline constexpr std::string_view kEvaluatedTaggers = "eval.tagger";

/// What this command calls the ceiling on one run, llm.max_usd_run.
inline constexpr const char* kRunCeilingFlag = "--max-usd";

/// The names that eval.tagger lists. Usage for one that is unknown or comes twice.
Result<std::vector<std::string>> asked_names(const Settings& settings);

/// Whether a language model asked so is told what the local classifier thinks of the clip.
bool tells_local_opinion(const LlmChoice& choice);

/// One of the taggers that an evaluation asks.
struct AskedTagger {
  std::string name;  ///< As asked for.
  bool asks_llm = false;
  bool is_trained = false;           ///< It is the trained classifier.
  bool knows_model = false;          ///< The trained classifier has a say in its answers.
  std::string identity = {};         ///< Which model, asked in which words; for the journal.
  std::shared_ptr<LlmKit> kit = {};  ///< Null unless it asks a language model.
  std::shared_ptr<const ReplyFile> replies = {};  ///< Null unless it answers from a file.

  /// It is a language model, whether asked by us or by whoever brought its replies.
  bool speaks_for_llm() const noexcept { return asks_llm || replies != nullptr; }
};

/// The taggers of an evaluation, in the order asked for, each opened once and shared by threads.
class AskedTaggers {
 public:
  /// Those of eval.tagger, then one per file of `replies`. Where a language model speaks and no
  /// trained classifier, "local" comes last: what it is worth shows beside what costs nothing. All
  /// that are paid share one budget.
  /// Errors     Usage for an unknown or repeated name; else as choose_llm(), LlmKit::open() and
  ///            read_replies().
  static Result<AskedTaggers> open(const Settings& settings,
                                   const std::vector<std::filesystem::path>& replies,
                                   std::stop_token stop);

  const std::vector<AskedTagger>& list() const noexcept { return list_; }
  bool any_llm() const;  ///< Any that is asked by us.
  bool any_trained() const;
  /// The classifier behind "model" and "local".
  const analysis::ModelFile& model() const noexcept { return *model_; }
  /// What all that are paid spend together; null where none is.
  llm::Budget* budget() const noexcept { return budget_.get(); }

  /// A tagger of its own for each thread. Requires that it does not answer from a file.
  Result<std::unique_ptr<Tagger>> make(const AskedTagger& asked) const;

 private:
  Result<Done> add(const Settings& settings, const std::string& name, std::stop_token stop);
  Result<Done> add_llm(const Settings& settings, const std::string& name, std::stop_token stop);
  Result<Done> add_replies(const std::filesystem::path& file);

  std::vector<AskedTagger> list_;
  std::optional<std::filesystem::path> model_file_;
  std::shared_ptr<const analysis::ModelFile> model_;
  std::shared_ptr<llm::Budget> budget_;
};

}  // namespace airmark::tools
