#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "analysis/vocabulary/result.h"
#include "analysis/vocabulary/tag_set.h"
#include "analysis/vocabulary/window_analysis.h"
#include "tools/evaluation/prompts/reply_file.h"

namespace airmark::tools {

/// What a file of replies says of a clip: each window's reply read as a language model's is, then
/// the verdict over them. Silence needs no reply.
/// Errors     NotFound ("no reply") where a window has none; BadReply where it cannot be read.
Result<TagSet> replied_answer(const ReplyFile& file, std::string_view sound_sha256,
                              std::span<const WindowAnalysis> windows);

/// A notice on replies that answer none of `clips` (clip_id()); empty where there are none. They
/// may belong to another split. BadData where no reply answers any.
Result<std::optional<std::string>> notice_on_strangers(
    const ReplyFile& file, const std::set<std::string, std::less<>>& clips);

}  // namespace airmark::tools
