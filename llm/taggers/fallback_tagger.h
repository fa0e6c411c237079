#pragma once

#include <memory>

#include "analysis/vocabulary/tagger.h"
#include "llm/taggers/outage.h"

namespace airmark::llm {

/// Asks `first`; where it fails, `second` answers and the TagSet says so (its components name the
/// one that failed with weight 0 and no tags). It is told once when `first` begins to fail and once
/// when it answers again, not per window.
std::unique_ptr<Tagger> make_fallback_tagger(std::unique_ptr<Tagger> first,
                                             std::unique_ptr<Tagger> second, OnOutage on_outage);

}  // namespace airmark::llm
