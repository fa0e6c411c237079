#pragma once

#include <stop_token>

#include "tools/common/settings.h"
#include "tools/doctor/finding.h"
#include "tools/tagging/llm_choice.h"

namespace airmark::tools {

/// Asks the model for one word, behind the same guards and out of the same budget as a run does;
/// says beforehand, on standard error, what it costs at most. No answer is kept.
Finding ask_trial_question(const Settings& settings, const LlmChoice& choice, std::stop_token stop);

/// How to have it asked, and what that would cost at most.
Finding question_not_asked(const LlmChoice& choice);

}  // namespace airmark::tools
