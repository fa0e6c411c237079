#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

/// Vectors of 16 bytes for the plain processor (SSE2 on x86-64), under the names that Highway gives
/// them: as much of it as kernels use. Highway has the same since 1.0.4; what Debian 12's version
/// has below SSSE3 works on one value at a time, five times as slow. Made of the vector types that
/// gcc and clang share.
namespace airmark::analysis::kernels::plain {

template <typename T, std::size_t kCount>
struct Simd {
  using Value = T;
  typedef T Vector __attribute__((vector_size(kCount * sizeof(T))));
  static constexpr std::size_t kLanes = kCount;
};

template <typename T, std::size_t kLimit>
using CappedTag = Simd<T, kLimit * sizeof(T) < 16 ? kLimit : 16 / sizeof(T)>;
template <typename T>
using ScalableTag = Simd<T, 16 / sizeof(T)>;
template <typename T, std::size_t kCount>
using FixedTag = Simd<T, kCount>;
template <typename T, class Tag>
using Rebind = Simd<T, Tag::kLanes>;
template <class Tag>
using RebindToSigned =
    Rebind<std::conditional_t<sizeof(typename Tag::Value) == 4, std::int32_t, std::int64_t>, Tag>;
template <class Tag>
using Vec = typename Tag::Vector;
template <class Tag>
using Mask = Vec<RebindToSigned<Tag>>;  // -1 where true

template <class Tag>
constexpr std::size_t MaxLanes(Tag) {
  return Tag::kLanes;
}

template <class Tag>
Vec<Tag> Zero(Tag) {
  return Vec<Tag>{};
}
template <class Tag>
Vec<Tag> Set(Tag, typename Tag::Value value) {
  return value - Vec<Tag>{};
}

template <class Tag>
Vec<Tag> LoadU(Tag, const typename Tag::Value* from) {
  Vec<Tag> vector;
  std::memcpy(&vector, from, sizeof(vector));
  return vector;
}
template <class Tag>
void StoreU(Vec<Tag> vector, Tag, typename Tag::Value* to) {
  std::memcpy(to, &vector, sizeof(vector));
}
template <class Tag>
Vec<Tag> Load(Tag tag, const typename Tag::Value* from) {
  return LoadU(tag, static_cast<const typename Tag::Value*>(
                        __builtin_assume_aligned(from, sizeof(Vec<Tag>))));
}
template <class Tag>
void Store(Vec<Tag> vector, Tag tag, typename Tag::Value* to) {
  StoreU(vector, tag,
         static_cast<typename Tag::Value*>(__builtin_assume_aligned(to, sizeof(Vec<Tag>))));
}

template <class Tag, class From>
Vec<Tag> PromoteTo(Tag, From vector) {
  return __builtin_convertvector(vector, Vec<Tag>);
}
template <class Tag, class From>
Vec<Tag> DemoteTo(Tag, From vector) {
  return __builtin_convertvector(vector, Vec<Tag>);
}
template <class Tag, class From>
Vec<Tag> BitCast(Tag, From vector) {
  static_assert(sizeof(From) == sizeof(Vec<Tag>));
  return (Vec<Tag>)vector;  // for vectors this keeps the bits
}

template <class Vector>
Vector Neg(Vector vector) {
  return -vector;
}
template <class Vector>
Vector Min(Vector a, Vector b) {
  return a < b ? a : b;
}
template <class Vector>
Vector Max(Vector a, Vector b) {
  return a > b ? a : b;
}
template <class Vector>
Vector Sqrt(Vector vector) {
  Vector root;
  for (std::size_t lane = 0; lane < sizeof(vector) / sizeof(vector[0]); ++lane)
    root[lane] = std::sqrt(vector[lane]);
  return root;
}
template <class Vector>
Vector And(Vector a, Vector b) {
  return a & b;
}
template <class Vector>
Vector Xor(Vector a, Vector b) {
  return a ^ b;
}
template <int kBits, class Vector>
Vector ShiftRight(Vector vector) {
  return vector >> kBits;
}

template <class Chosen, class Vector>
Vector IfThenElse(Chosen mask, Vector yes, Vector no) {
  return mask ? yes : no;
}
template <class Tag>
Vec<Tag> VecFromMask(Tag tag, Mask<Tag> mask) {
  return BitCast(tag, mask);
}
template <class Tag>
std::size_t CountTrue(Tag, Mask<Tag> mask) {
  std::size_t count = 0;
  for (std::size_t lane = 0; lane < Tag::kLanes; ++lane) count += mask[lane] != 0 ? 1 : 0;
  return count;
}
template <class Tag>
bool AllFalse(Tag tag, Mask<Tag> mask) {
  return CountTrue(tag, mask) == 0;
}
/// One bit for each lane, the first one lowest; of at most eight lanes.
template <class Tag>
std::size_t StoreMaskBits(Tag, Mask<Tag> mask, std::uint8_t* bits) {
  unsigned byte = 0;
  for (std::size_t lane = 0; lane < Tag::kLanes; ++lane) byte |= mask[lane] != 0 ? 1u << lane : 0u;
  *bits = static_cast<std::uint8_t>(byte);
  return 1;
}

template <class Vector>
auto GetLane(Vector vector) {
  return vector[0];
}
template <class Tag>
Vec<Tag> MaxOfLanes(Tag tag, Vec<Tag> vector) {
  auto greatest = vector[0];
  for (std::size_t lane = 1; lane < Tag::kLanes; ++lane)
    greatest = greatest < vector[lane] ? vector[lane] : greatest;
  return Set(tag, greatest);
}

template <class Tag, class Half>
Vec<Tag> Combine(Tag, Half upper, Half lower) {
  Vec<Tag> both;
  std::memcpy(&both, &lower, sizeof(lower));
  std::memcpy(reinterpret_cast<char*>(&both) + sizeof(lower), &upper, sizeof(upper));
  return both;
}

inline Vec<Simd<float, 4>> InterleaveLower(Simd<float, 4>, Vec<Simd<float, 4>> a,
                                           Vec<Simd<float, 4>> b) {
  return __builtin_shufflevector(a, b, 0, 4, 1, 5);
}
inline Vec<Simd<float, 4>> InterleaveUpper(Simd<float, 4>, Vec<Simd<float, 4>> a,
                                           Vec<Simd<float, 4>> b) {
  return __builtin_shufflevector(a, b, 2, 6, 3, 7);
}
inline Vec<Simd<double, 2>> InterleaveLower(Simd<double, 2>, Vec<Simd<double, 2>> a,
                                            Vec<Simd<double, 2>> b) {
  return __builtin_shufflevector(a, b, 0, 2);
}
inline Vec<Simd<double, 2>> InterleaveUpper(Simd<double, 2>, Vec<Simd<double, 2>> a,
                                            Vec<Simd<double, 2>> b) {
  return __builtin_shufflevector(a, b, 1, 3);
}

}  // namespace airmark::analysis::kernels::plain
