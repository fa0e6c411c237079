#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "llm/transport/http_transport.h"

namespace airmark::tools {

/// A request as it came over the wire.
struct ReceivedRequest {
  std::string method;
  std::string target;  ///< Path and query, byte for byte as sent.
  llm::HttpHeaders headers;
  std::string body;

  /// The first header of that name, in any case; empty where there is none.
  std::optional<std::string_view> header(std::string_view name) const;
};

/// How much of a reply reaches the other side.
enum class Ending {
  Whole,
  CutShort,  ///< The connection is closed half-way through the body.
  NoReply    ///< It is closed before a single byte.
};

/// What is to be sent back, and how badly.
struct StandinReply {
  llm::HttpReply http;
  Ending ending = Ending::Whole;
  std::chrono::milliseconds delay{0};  ///< To be waited before the first byte.
  std::string summary;  ///< "POST Converse MODEL 200", for the log; no key, no word of a prompt.
};

/// "Fri, 20 Nov 2026 10:30:00 GMT", as the header Date has it (RFC 9110, section 5.6.7).
std::string http_date(std::chrono::system_clock::time_point time);

}  // namespace airmark::tools
