#pragma once

#include <chrono>

namespace airmark::llm::testing {

/// A name that the test program's getaddrinfo() takes kSlowLookup to not find; all other names go
/// to the C library. So a lookup that hangs can be had without a network.
inline constexpr const char* kSlowName = "slow.airmark.invalid";
inline constexpr std::chrono::seconds kSlowLookup{3};

}  // namespace airmark::llm::testing
