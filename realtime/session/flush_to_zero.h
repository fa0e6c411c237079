#pragma once

namespace airmark::realtime {

/// From here on, numbers too small for their type's normal form count as zero on the calling
/// thread. A fading reverberation is full of them, and some processors take a hundred times longer
/// over each.
void flush_denormals_to_zero() noexcept;

}  // namespace airmark::realtime
