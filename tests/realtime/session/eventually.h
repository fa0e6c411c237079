#pragma once

#include <chrono>
#include <functional>
#include <thread>

namespace airmark::testing {

/// Waits for what another thread will do; false where it did not within ten seconds.
inline bool eventually(const std::function<bool()>& is_so) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (!is_so()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return true;
}

}  // namespace airmark::testing
