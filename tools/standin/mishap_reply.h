#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "tools/standin/exchange.h"
#include "tools/standin/fault.h"
#include "tools/standin/mishaps.h"

namespace airmark::tools {

/// What a mishap may speak of.
struct MishapPlace {
  std::string model_id;
  FaultForm form = FaultForm::Bedrock;
  std::chrono::system_clock::time_point now;
};

/// The reply that comes in place of the right one; empty for a mishap that befalls the right one
/// (cut, drop, garbage, slow) or its words (prose, truncated, …).
std::optional<llm::HttpReply> mishap_reply(Mishap mishap, const MishapPlace& place);

}  // namespace airmark::tools
