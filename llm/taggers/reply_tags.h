#pragma once

#include "analysis/vocabulary/description.h"
#include "analysis/vocabulary/tag_set.h"
#include "analysis/vocabulary/window_analysis.h"
#include "llm/reply/reply_parser.h"

namespace airmark::llm {

/// What a reply says of a window: its tags and confidence, its reasoning with false numbers marked
/// (marked_reasoning()), and what was measured of that which it names (cited_features()). Who
/// replied is left open.
TagSet reply_tags(const ParsedReply& reply, const WindowAnalysis& analysis,
                  const Description& description);

}  // namespace airmark::llm
