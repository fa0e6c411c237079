#pragma once

#include <cstddef>

namespace airmark::testing {

/// Counts what the calling thread allocates with operator new while the object lives. One at a
/// time per thread.
class AllocationCounter {
 public:
  AllocationCounter();
  ~AllocationCounter();
  AllocationCounter(const AllocationCounter&) = delete;
  AllocationCounter& operator=(const AllocationCounter&) = delete;

  /// False under a sanitizer that brings its own operator new: nothing is counted then.
  static bool works() noexcept;

  std::size_t count() const noexcept;
};

}  // namespace airmark::testing
