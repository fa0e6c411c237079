#include "tools/doctor/real_time_limits.h"

#include <sys/resource.h>

#include <fstream>
#include <string>

namespace airmark::tools {
namespace {

// The priority that jackd takes for itself where its command line names none (jackd(1), -P).
constexpr std::uint64_t kNeededPriority = 10;
// jackd2 shares with its clients, and locks, 32 KiB for each of 2048 ports.
constexpr std::uint64_t kNeededLockedBytes = std::uint64_t{64} << 20;

// Numbers of linux/capability.h.
constexpr unsigned kMayLockMemory = 14;
constexpr unsigned kMayTakePriority = 23;

std::uint64_t capabilities() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    std::uint64_t mask = 0;
    if (word == "CapEff:" && status >> std::hex >> mask) return mask;
  }
  return 0;
}

std::uint64_t limit(bool privileged, __rlimit_resource resource) {
  rlimit allowed{};
  if (privileged || getrlimit(resource, &allowed) != 0) return RealTimeLimits::kNoLimit;
  return allowed.rlim_cur == RLIM_INFINITY ? RealTimeLimits::kNoLimit : allowed.rlim_cur;
}

std::string megabytes(std::uint64_t bytes) { return std::to_string(bytes >> 20) + " MiB"; }

}  // namespace

RealTimeLimits RealTimeLimits::of_this_process() {
  const std::uint64_t held = capabilities();
  return {limit((held >> kMayTakePriority & 1) != 0, RLIMIT_RTPRIO),
          limit((held >> kMayLockMemory & 1) != 0, RLIMIT_MEMLOCK)};
}

Finding check_real_time(const RealTimeLimits& limits) {
  std::string lack;
  if (limits.priority < kNeededPriority)
    lack = "real-time priority up to " + std::to_string(limits.priority) + " only";
  if (limits.locked_bytes < kNeededLockedBytes)
    lack += (lack.empty() ? "" : ", and ") + megabytes(limits.locked_bytes) + " of locked memory";
  if (lack.empty())
    return fine(Check::RealTime, "real-time priority and locked memory are allowed");
  return doubtful(
      Check::RealTime,
      "this user is allowed " + lack + ", so JACK's cycles may come late on a busy machine",
      "run `sudo dpkg-reconfigure -p high jackd2` and answer yes, `sudo adduser $USER "
      "audio`, and log in again (PipeWire can do without, by rtkit)");
}

}  // namespace airmark::tools
