#pragma once

#include <chrono>
#include <stop_token>
#include <vector>

#include "llm/aws/credentials.h"
#include "tools/common/settings.h"
#include "tools/doctor/finding.h"
#include "tools/tagging/llm_choice.h"

namespace airmark::tools {

/// The AWS account and the way there: Region and address, credentials, network, clock, and whether
/// the account may use each of the chosen models. Free of charge; asks no model.
void check_bedrock(const Settings& settings, const std::vector<LlmChoice>& choices,
                   const OnFinding& on_finding, std::stop_token stop);

/// Which source gave an identity and why those before it did not. Shows no part of any key.
Finding check_identity(const Result<llm::ResolvedIdentity>& identity,
                       std::chrono::system_clock::time_point now);

}  // namespace airmark::tools
