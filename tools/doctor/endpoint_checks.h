#pragma once

#include <chrono>
#include <optional>
#include <stop_token>
#include <string>

#include "llm/transport/http_transport.h"
#include "tools/doctor/finding.h"

namespace airmark::tools {

/// A clock that is further off than this is worth a word; from 5 minutes on AWS takes no signature.
inline constexpr std::chrono::seconds kToleratedClockOffset{60};

/// Sends a request to an address and tells how it went, and what the time is there. Any reply
/// will do.
/// Output     the reply, or empty where none came.
std::optional<llm::HttpReply> check_endpoint(llm::HttpTransport& transport,
                                             const llm::HttpRequest& request,
                                             const OnFinding& on_finding, std::stop_token stop);

/// Compares this machine's clock with a reply's Date header.
Finding check_clock(const llm::HttpReply& reply, std::chrono::system_clock::time_point now);

}  // namespace airmark::tools
