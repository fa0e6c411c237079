#pragma once

#include <cstdint>
#include <limits>

#include "tools/doctor/finding.h"

namespace airmark::tools {

/// What the system lets this process do in real time.
struct RealTimeLimits {
  static constexpr std::uint64_t kNoLimit = std::numeric_limits<std::uint64_t>::max();

  std::uint64_t priority = 0;      ///< The highest allowed; kNoLimit with CAP_SYS_NICE.
  std::uint64_t locked_bytes = 0;  ///< Memory that may be locked; kNoLimit with CAP_IPC_LOCK.

  static RealTimeLimits of_this_process();
};

Finding check_real_time(const RealTimeLimits& limits);

}  // namespace airmark::tools
