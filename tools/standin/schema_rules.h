#pragma once

#include <optional>
#include <string>

namespace airmark::tools {

/// What Bedrock does not take in the JSON schema of an answer: an object that leaves room for other
/// properties, limits of numbers, lengths of arrays. One sentence; empty where the schema is good.
std::optional<std::string> schema_fault(const std::string& schema);

}  // namespace airmark::tools
