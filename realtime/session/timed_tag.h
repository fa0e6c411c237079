#pragma once

#include <stop_token>

#include "analysis/vocabulary/tagger.h"

namespace airmark::realtime {

/// Asks `tagger` and writes into the answer how long it took.
Result<TagSet> timed_tag(Tagger& tagger, const WindowAnalysis& analysis,
                         const Description& description, std::stop_token stop);

}  // namespace airmark::realtime
