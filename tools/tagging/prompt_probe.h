#pragma once

#include <memory>
#include <optional>
#include <stop_token>

#include "analysis/vocabulary/description.h"
#include "analysis/vocabulary/result.h"
#include "analysis/vocabulary/tagger.h"
#include "analysis/vocabulary/window_analysis.h"
#include "llm/prompt/prompt.h"
#include "tools/common/settings.h"
#include "tools/tagging/llm_choice.h"

namespace airmark::tools {

/// Finds out what a language model would be asked about a window, with the tagger that would ask
/// it and without asking.
///
/// Threads    one instance belongs to one thread.
class PromptProbe {
 public:
  /// `section` as for LlmKit. Errors: as LlmKit::open_dry().
  static Result<std::unique_ptr<PromptProbe>> open(const Settings& settings, LlmChoice choice,
                                                   std::string_view section);

  /// Empty for a silent window, about which nobody would be asked.
  Result<std::optional<llm::Prompt>> prompt_for(const WindowAnalysis& analysis,
                                                const Description& description,
                                                std::stop_token stop);

 private:
  class Catcher;
  PromptProbe() = default;

  std::shared_ptr<Catcher> catcher_;
  std::unique_ptr<Tagger> tagger_;
};

}  // namespace airmark::tools
