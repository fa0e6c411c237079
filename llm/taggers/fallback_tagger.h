#pragma once

#include <memory>
#include <string>

#include "analysis/vocabulary/tagger.h"
#include "llm/taggers/outage.h"

namespace airmark::llm {

/// Asks `first`; where it fails, `second` answers and the TagSet says so (its components name the
/// one that failed, `first_id`, with weight 0 and no tags). It is told once when `first` begins to
/// fail and once when it answers again, not per window.
///
/// Method     an answer of silence, or one that is `second`'s own (a cascade may ask nobody), does
///            not say that `first` answers again.
/// Errors     where both fail: `first`'s kind, and both sentences.
std::unique_ptr<Tagger> make_fallback_tagger(std::unique_ptr<Tagger> first,
                                             std::unique_ptr<Tagger> second, OnOutage on_outage,
                                             std::string first_id = "first");

}  // namespace airmark::llm
