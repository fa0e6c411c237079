#pragma once

#include <cstddef>
#include <span>

namespace airmark::tools {

/// How one sample lies in a byte stream.
struct SampleLayout {
  enum class Kind { Signed, Unsigned, Float };
  Kind kind = Kind::Signed;
  int size_bytes = 2;  ///< 1 to 4; Float has 4 or 8.
  bool big_endian = false;
  bool operator==(const SampleLayout&) const = default;
};

/// Interleaved bytes to planar floats, full scale ±1: an integer is divided by 2^(bits - 1), as
/// libsndfile does, so that a pipe and a file give the same numbers.
/// Requires frames.size() == channels[c].size() * channels.size() * layout.size_bytes.
void decode_samples(std::span<const std::byte> frames, const SampleLayout& layout,
                    std::span<const std::span<float>> channels) noexcept;

}  // namespace airmark::tools
