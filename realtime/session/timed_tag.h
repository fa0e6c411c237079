#pragma once

#include <stop_token>

#include "analysis/vocabulary/tagger.h"

namespace airmark::realtime {

/// Asks `tagger` and writes into the answer how long it took. Silence is no music, whatever a
/// tagger makes of its numbers: there the tags are taken away, while who was asked, and what it
/// cost, is still told.
Result<TagSet> timed_tag(Tagger& tagger, const WindowAnalysis& analysis,
                         const Description& description, std::stop_token stop);

}  // namespace airmark::realtime
