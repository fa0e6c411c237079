#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "tools/standin/fault.h"

namespace airmark::tools {

/// The header Authorization of AWS Signature Version 4, taken apart.
struct SigV4Authorization {
  std::string access_key_id;
  std::string day;  ///< "20261120"
  std::string region;
  std::string service;
  std::vector<std::string> signed_headers;  ///< Lower case, as listed.
  std::string signature;
};

/// Reads "AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…"; blanks after the commas may
/// be missing. A Fault (400 IncompleteSignatureException) that repeats nothing of it where it is
/// something else.
std::variant<SigV4Authorization, Fault> read_authorization(std::string_view header);

}  // namespace airmark::tools
