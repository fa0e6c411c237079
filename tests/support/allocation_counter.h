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

  std::size_t count() const noexcept;
};

}  // namespace airmark::testing
