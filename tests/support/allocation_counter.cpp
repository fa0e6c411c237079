#include "tests/support/allocation_counter.h"

#include <cstdlib>
#include <new>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define AIRMARK_NEW_IS_TAKEN  // clang links its own; gcc's gives way
#endif
#endif

namespace {

thread_local bool counting = false;
thread_local std::size_t allocations = 0;

#if !defined(AIRMARK_NEW_IS_TAKEN)

void* allocate(std::size_t size, std::size_t alignment) {
  if (counting) ++allocations;
  // aligned_alloc wants whole multiples of the alignment.
  const std::size_t whole = (size + alignment - 1) / alignment * alignment;
  void* const memory = std::aligned_alloc(alignment, whole == 0 ? alignment : whole);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
#endif

}  // namespace

#if !defined(AIRMARK_NEW_IS_TAKEN)

// Replacing these two is enough: the array and nothrow forms call them.
void* operator new(std::size_t size) { return allocate(size, alignof(std::max_align_t)); }
void* operator new(std::size_t size, std::align_val_t alignment) {
  return allocate(size, static_cast<std::size_t>(alignment));
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
#endif

namespace airmark::testing {

AllocationCounter::AllocationCounter() {
  allocations = 0;
  counting = true;
}
AllocationCounter::~AllocationCounter() { counting = false; }

bool AllocationCounter::works() noexcept {
#if defined(AIRMARK_NEW_IS_TAKEN)
  return false;
#else
  return true;
#endif
}

std::size_t AllocationCounter::count() const noexcept { return allocations; }

}  // namespace airmark::testing
