#pragma once

#include <string>
#include <string_view>

#include "llm/transport/http_transport.h"

namespace airmark::llm {

/// What a server says went wrong, in its own words: not for people before it is scrubbed.
struct ServiceError {
  int status = 0;
  /// "ThrottlingException": from x-amzn-ErrorType, cut at ':' and after '#', else from the body
  /// (__type, code, or OpenAI's error.code and error.type). Empty where none is told.
  std::string type;
  std::string message;      ///< Its first 2000 bytes.
  int original_status = 0;  ///< What the model's own server said to Bedrock; 0 where not told.
  bool is_markup = false;   ///< The body is HTML or XML: another server than was meant, or a proxy.
};

ServiceError read_service_error(const HttpReply& reply);

/// A server's words as they may stand in a sentence for people: ` ("…")`. Empty unless they are
/// short, and free of ARNs, account numbers, addresses and anything that could be a key.
std::string quote_of(std::string_view message);

}  // namespace airmark::llm
