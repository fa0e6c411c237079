#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analysis/vocabulary/description.h"
#include "analysis/vocabulary/result.h"
#include "analysis/vocabulary/tag_set.h"
#include "analysis/vocabulary/window_analysis.h"

namespace airmark::llm {

/// How much had to be mended before an answer could be read.
enum class ReplyForm {
  Json,      ///< As asked.
  Repaired,  ///< Fences, prose around it, \_ , trailing commas, cut off at the end.
  Extracted  ///< No JSON: one known genre named plainly, and only one.
};

/// What an LLM answered, nothing added.
struct ParsedReply {
  std::vector<TagScore> tags;  ///< Most probable first; identifiers of the closed list only.
  double confidence = 0.0;     ///< As the LLM claims it, 0..1.
  std::string reasoning;
  std::vector<std::string> key_indicators;
  ReplyForm form = ReplyForm::Json;
};

/// Reads an answer in any state. BadReply, in one sentence without the answer's text, where there
/// is no genre of the closed list in it: never an invented answer. Never throws.
Result<ParsedReply> parse_reply(std::string_view text, const std::vector<std::string>& genres);

/// A number in the reasoning that the measurements do not bear out.
struct UnsupportedClaim {
  std::string text;     ///< The claim as written, at most 80 characters.
  std::string feature;  ///< What it speaks of; empty where nothing measured has such a value.
};

/// Checks each number with a unit in `reasoning` against what was measured (2 % or one unit of the
/// last digit given).
std::vector<UnsupportedClaim> unsupported_claims(std::string_view reasoning,
                                                 const WindowAnalysis& analysis,
                                                 const Description& description);

}  // namespace airmark::llm
