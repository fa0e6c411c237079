#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "analysis/vocabulary/result.h"
#include "analysis/vocabulary/tag_set.h"

namespace airmark::tools {

/// A reply as somebody brought it.
struct GivenReply {
  std::size_t line = 0;
  std::string text;
  std::string model;  ///< Who replied; empty where that is not told.
  TokenUsage usage;
  double cost_usd = 0.0;
};

/// Replies to exported prompts, whoever gave them: JSON lines {"id", "reply"}, and where they are
/// known "model", "input_tokens", "output_tokens", "cost_usd". Other fields are passed over.
struct ReplyFile {
  std::filesystem::path path;
  std::string tagger;  ///< "replies:NAME", after the file without its ending.
  std::string sha256;  ///< Of the file.
  std::map<std::string, GivenReply, std::less<>> replies;  ///< By id.
};

/// Reads one. BadData names file and line where a line is no such object or an id comes twice, and
/// the file where it has no reply; else as read_text_file().
Result<ReplyFile> read_replies(const std::filesystem::path& path);

/// The same for a text; `path` is only what it is called.
Result<ReplyFile> parse_replies(std::string_view text, const std::filesystem::path& path);

}  // namespace airmark::tools
