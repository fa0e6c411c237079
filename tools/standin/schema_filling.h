#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace airmark::tools {

/// A JSON value that keeps to the schema: each property of an object, one item of an array, the
/// enumerated values in turn from where `seed` points, numbers between 0 and 1. Every free text is
/// `sentence`. "{}" where the schema is no JSON object.
std::string filled_schema(const std::string& schema, std::string_view sentence, std::uint64_t seed);

}  // namespace airmark::tools
