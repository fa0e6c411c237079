#pragma once

#include <stop_token>

#include "analysis/vocabulary/description.h"
#include "analysis/vocabulary/result.h"
#include "analysis/vocabulary/tag_set.h"
#include "analysis/vocabulary/window_analysis.h"

namespace airmark {

/// Turns what was measured of a window, and the words for it, into tags. May take seconds and may
/// fail; never throws.
///
/// Threads    called from one thread at a time.
/// Guarantee  returns soon after `stop` is requested.
class Tagger {
 public:
  virtual ~Tagger() = default;
  virtual Result<TagSet> tag(const WindowAnalysis& analysis, const Description& description,
                             std::stop_token stop) = 0;
};

}  // namespace airmark
