#pragma once

#include <string_view>

#include "analysis/vocabulary/result.h"
#include "llm/aws/credentials.h"

namespace airmark::llm {

/// Reads what a credential_process prints: {"Version": 1, "AccessKeyId", "SecretAccessKey",
/// "SessionToken"?, "Expiration"?}. Refused, in a few words that hold nothing of the text, where it
/// is not that. Never throws.
Result<AwsCredentials> parse_process_credentials(std::string_view json);

}  // namespace airmark::llm
