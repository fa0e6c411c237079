#pragma once

#include <string>

#include "analysis/vocabulary/description.h"
#include "analysis/vocabulary/result.h"
#include "analysis/vocabulary/tag_event.h"
#include "analysis/vocabulary/tag_set.h"
#include "analysis/vocabulary/window_analysis.h"

namespace airmark {

/// One line of JSON (no newline), keys in a fixed order: config/window_analysis.schema.json.
/// Numbers are short text that reads back to the same double, so equal values give equal bytes.
/// Text that is not UTF-8 (a file name) is repaired with U+FFFD.
std::string json_line(const WindowAnalysis& analysis);
std::string json_line(const WindowAnalysis& analysis, const Description& description);

/// The same and what a tagger made of it: `answer` with the keys that a TagEvent's opinion has and
/// what it was asked with and used, or `error`. config/answer_record.schema.json.
std::string json_line(const WindowAnalysis& analysis, const Description& description,
                      const Result<TagSet>& answer);

/// An opinion by itself: the keys from `tags` to `cost_usd` that a TagEvent has.
std::string json_line(const TagSet& opinion);

/// The flat object of config/tag_event.schema.json. `file`, `start_s` and `duration_s` appear where
/// the event has a file; the opinion (`tags` to `cost_usd`) in window and file events, and in state
/// events that carry one (a tagger_id); `health` and `message` in health and alarm events only.
std::string json_line(const TagEvent& event);

}  // namespace airmark
