#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "analysis/vocabulary/result.h"
#include "analysis/vocabulary/tagger.h"
#include "tools/common/settings.h"
#include "tools/tagging/counting_model.h"
#include "tools/tagging/feed_plan.h"
#include "tools/tagging/llm_kit.h"
#include "tools/tagging/planned_model.h"
#include "tools/tagging/run_plan.h"

namespace airmark::tools {

/// Tags without asking the language model, and counts what asking it would have cost. Nothing is
/// sent and nothing written.
class DryRun {
 public:
  /// `section` as for LlmKit. Errors: as require_price(), LlmKit::open_dry(), and BadData for a
  /// cache or ledger that cannot be read.
  static Result<std::unique_ptr<DryRun>> open(const Settings& settings, LlmChoice choice,
                                              std::string_view section);

  /// The local tagger's answers, counted.
  Result<std::unique_ptr<Tagger>> make_tagger() const;

  const PlannedModel& model() const noexcept { return model_; }
  CallCount count() const { return counter_->count(); }

 private:
  DryRun() = default;

  PlannedModel model_;
  std::shared_ptr<CountingModel> counter_;
  std::unique_ptr<LlmKit> kit_;
};

/// A description in longer words than the sample's makes a prompt longer by this much at most.
inline constexpr double kLongestPromptRatio = 1.1;

/// What `live` would cost with a window every `interval_s`: told from a prompt about
/// sample_window(). `key` as for choose_llm(); errors as
/// choose_llm() and DryRun::open().
struct FeedForecast {
  PlannedModel model;
  FeedPlan plan;
};
Result<FeedForecast> plan_feed(const Settings& settings, std::string_view key, double interval_s);

/// Where --dry-run meets a tagger that costs nothing.
std::string free_of_charge_text(const std::string& tagger);
std::string free_of_charge_json(const std::string& tagger);

}  // namespace airmark::tools
