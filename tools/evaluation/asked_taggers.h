#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "analysis/classify/model_file.h"
#include "analysis/vocabulary/result.h"
#include "analysis/vocabulary/tagger.h"
#include "tools/common/settings.h"
#include "tools/tagging/llm_kit.h"

namespace airmark::tools {

/// One of the taggers that an evaluation asks.
struct AskedTagger {
  std::string name;  ///< As asked for.
  bool asks_llm = false;
  bool is_trained = false;      ///< It is the trained classifier.
  bool knows_model = false;     ///< The trained classifier has a say in its answers.
  std::string identity;         ///< Which model, asked in which words; for the journal.
  std::shared_ptr<LlmKit> kit;  ///< Null unless it asks a language model.
};

/// The taggers of an evaluation, in the order asked for, each opened once and shared by threads.
class AskedTaggers {
 public:
  /// Reads eval.tagger. Where a language model is asked and no trained classifier, "local" comes
  /// last: what it is worth shows beside what costs nothing.
  /// Errors     Usage for an unknown or repeated name; else as choose_llm() and LlmKit::open().
  static Result<AskedTaggers> open(const Settings& settings, std::stop_token stop);

  const std::vector<AskedTagger>& list() const noexcept { return list_; }
  bool any_llm() const;
  bool any_trained() const;
  /// The classifier behind "model" and "local".
  const analysis::ModelFile& model() const noexcept { return *model_; }

  /// A tagger of its own for each thread.
  Result<std::unique_ptr<Tagger>> make(const AskedTagger& asked) const;

 private:
  std::vector<AskedTagger> list_;
  std::optional<std::filesystem::path> model_file_;
  std::shared_ptr<const analysis::ModelFile> model_;
};

}  // namespace airmark::tools
