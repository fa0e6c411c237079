#include "tools/sound_file/sample_layout.h"

#include <bit>
#include <cassert>
#include <cmath>
#include <cstdint>

namespace airmark::tools {
namespace {

std::uint64_t bits_of(std::span<const std::byte> sample, bool big_endian) noexcept {
  std::uint64_t bits = 0;
  for (std::size_t n = 0; n < sample.size(); ++n)
    bits = (bits << 8) |
           std::to_integer<std::uint64_t>(sample[big_endian ? n : sample.size() - 1 - n]);
  return bits;
}

float decode_one(std::span<const std::byte> sample, const SampleLayout& layout) noexcept {
  const std::uint64_t bits = bits_of(sample, layout.big_endian);
  if (layout.kind == SampleLayout::Kind::Float) {
    if (layout.size_bytes == 8) return static_cast<float>(std::bit_cast<double>(bits));
    return std::bit_cast<float>(static_cast<std::uint32_t>(bits));
  }
  const int bit_count = 8 * layout.size_bytes;
  const auto half = static_cast<std::int64_t>(std::uint64_t{1} << (bit_count - 1));
  auto value = static_cast<std::int64_t>(bits);
  if (layout.kind == SampleLayout::Kind::Unsigned)
    value -= half;
  else if (value >= half)
    value -= 2 * half;
  return static_cast<float>(value) / static_cast<float>(half);
}

}  // namespace

void decode_samples(std::span<const std::byte> frames, const SampleLayout& layout,
                    std::span<const std::span<float>> channels) noexcept {
  const auto sample_size = static_cast<std::size_t>(layout.size_bytes);
  const std::size_t frame_size = sample_size * channels.size();
  assert(frames.size() == channels[0].size() * frame_size);
  for (std::size_t c = 0; c < channels.size(); ++c)
    for (std::size_t n = 0; n < channels[c].size(); ++n)
      channels[c][n] =
          decode_one(frames.subspan(n * frame_size + c * sample_size, sample_size), layout);
}

}  // namespace airmark::tools
