#pragma once

#include <memory>

#include "analysis/vocabulary/tagger.h"
#include "llm/taggers/llm_tagger.h"
#include "tools/tagging/answer_watch.h"

namespace airmark::tools {

/// make_llm_tagger() whose failures, and answers that come from the model itself, are reported to
/// `watch`. Calls that were given up because `stop` was requested are not. `tell` may be empty.
std::unique_ptr<Tagger> make_watched_tagger(llm::LlmTaggerSetup setup,
                                            std::shared_ptr<AnswerWatch> watch, Tell tell);

}  // namespace airmark::tools
