#pragma once

#include <stop_token>

#include "llm/model_registry.h"
#include "llm/providers/bedrock_client.h"
#include "tools/doctor/finding.h"

namespace airmark::tools {

/// Whether the account may use a model, and whether the Region still has it. Free of charge.
/// Where models may be asked but not asked about (another host, another right), it is a warning:
/// that is enough to tag.
Finding check_access(llm::BedrockClient& client, const llm::ModelEntry& model,
                     std::stop_token stop);

}  // namespace airmark::tools
