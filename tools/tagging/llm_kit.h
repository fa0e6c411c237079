#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string_view>

#include "analysis/vocabulary/result.h"
#include "analysis/vocabulary/tagger.h"
#include "llm/policy/budget.h"
#include "llm/policy/reply_cache.h"
#include "llm/providers/chat_model.h"
#include "llm/taggers/cascade_tagger.h"
#include "llm/taggers/recording_tagger.h"
#include "tools/common/settings.h"
#include "tools/tagging/answer_watch.h"
#include "tools/tagging/llm_choice.h"
#include "tools/tagging/nearest_clips.h"

namespace airmark::tools {

/// All that a run needs to ask one language model: opened once, shared by the run's threads, each
/// of which has its own tagger.
class LlmKit {
 public:
  /// Whatever can be wrong before the first call is an Error now: settings, region, credentials,
  /// ledger, cache, record, labelled table. `section` ("tag", "live") names the local classifier;
  /// `shared` as for open_model().
  static Result<std::unique_ptr<LlmKit>> open(const Settings& settings, const LlmChoice& choice,
                                              std::string_view section, std::stop_token stop,
                                              std::shared_ptr<llm::Budget> shared = nullptr);

  /// The same taggers around `model`, which asks nobody and fails: no network, no credentials,
  /// nothing written and nothing taken from the cache. The local tagger answers in its place, so
  /// that a cascade holds what it was told as it would if the model agreed.
  static Result<std::unique_ptr<LlmKit>> open_dry(const Settings& settings, const LlmChoice& choice,
                                                  std::string_view section,
                                                  std::shared_ptr<llm::ChatModel> model);

  /// The model, or the cascade around it; its failures are the tagger's. `tell` hears where an
  /// answer cannot be recorded.
  Result<std::unique_ptr<Tagger>> make_tagger(Tell tell) const;

  /// The same, and where it fails the local tagger answers; `tell` hears that, too, on the thread
  /// that asked.
  Result<std::unique_ptr<Tagger>> make_safe_tagger(Tell tell) const;

  /// How often something was amiss in the taggers made so far; a ceiling is nothing amiss.
  std::int64_t fault_count() const { return watch_->fault_count(); }

 private:
  LlmKit(const Settings& settings, LlmChoice choice, std::string_view section);

  Result<Done> read_labelled(const Settings& settings);
  Result<std::unique_ptr<Tagger>> make_local() const;
  Result<std::unique_ptr<Tagger>> make_asking(Tell tell_of_outage) const;
  Result<std::unique_ptr<Tagger>> with_fallback(std::unique_ptr<Tagger> tagger) const;
  std::unique_ptr<Tagger> recorded(std::unique_ptr<Tagger> tagger, Tell tell) const;

  const LlmChoice choice_;
  const std::string service_;
  const std::optional<std::filesystem::path> local_model_;
  const llm::CascadeRules cascade_rules_;
  const std::shared_ptr<AnswerWatch> watch_;
  bool dry_ = false;
  std::shared_ptr<llm::ChatModel> model_;
  std::shared_ptr<llm::ReplyCache> cache_;        // may be absent
  std::shared_ptr<llm::AnswerRecord> record_;     // may be absent
  std::shared_ptr<const NearestClips> labelled_;  // may be absent
};

}  // namespace airmark::tools
