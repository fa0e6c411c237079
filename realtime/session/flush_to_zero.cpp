#include "realtime/session/flush_to_zero.h"

#include <cstdint>

#if defined(__SSE2__)
#include <xmmintrin.h>
#endif

namespace airmark::realtime {

void flush_denormals_to_zero() noexcept {
#if defined(__SSE2__)
  // MXCSR: bit 15 flushes results (FTZ), bit 6 flushes operands (DAZ).
  constexpr unsigned kFlushBits = (1u << 15) | (1u << 6);
  _mm_setcsr(_mm_getcsr() | kFlushBits);
#elif defined(__aarch64__)
  // FPCR: bit 24 (FZ) flushes both.
  std::uint64_t control = 0;
  asm volatile("mrs %0, fpcr" : "=r"(control));
  asm volatile("msr fpcr, %0" : : "r"(control | (std::uint64_t{1} << 24)));
#endif
}

}  // namespace airmark::realtime
