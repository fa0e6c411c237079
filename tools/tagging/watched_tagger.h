#pragma once

#include <atomic>
#include <cstdint>
#include <memory>

#include "analysis/vocabulary/tagger.h"
#include "llm/taggers/llm_tagger.h"

namespace airmark::tools {

/// Why a language model gave no answer, counted over all threads of a run.
struct MissingAnswers {
  std::atomic<std::int64_t> failed{0};        ///< The service, the network, the reply.
  std::atomic<std::int64_t> over_ceiling{0};  ///< The owner wants no more spent.
};

/// make_llm_tagger() that counts what is missing; calls that were given up because `stop` was
/// requested are not.
std::unique_ptr<Tagger> make_watched_tagger(llm::LlmTaggerSetup setup,
                                            std::shared_ptr<MissingAnswers> missing);

}  // namespace airmark::tools
