#include "analysis/kernels/frame_transform.h"

#include <cmath>
#include <limits>

#include "analysis/kernels/instruction_set.h"
#include "analysis/kernels/plain_vectors.h"
#include "analysis/kernels/roots_of_unity.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "analysis/kernels/frame_transform.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace airmark::analysis::kernels::HWY_NAMESPACE {
namespace {

#if HWY_TARGET == HWY_SCALAR || HWY_TARGET == HWY_EMU128
namespace hn = airmark::analysis::kernels::plain;
#else
namespace hn = hwy::HWY_NAMESPACE;
#endif

constexpr hn::CappedTag<double, 8> kDoubles;
constexpr hn::Rebind<float, decltype(kDoubles)> kFloats;
constexpr std::size_t kLanes = hn::MaxLanes(kDoubles);
using Vector = hn::Vec<decltype(kDoubles)>;

/// A complex number of each lane. What the compiler adds to a class by itself would not be compiled
/// for this instruction set, hence constructors.
struct Complex {
  HWY_INLINE Complex() {}
  HWY_INLINE Complex(Vector a, Vector b) : real(a), imaginary(b) {}

  Vector real;
  Vector imaginary;
};

HWY_INLINE Complex operator+(const Complex& a, const Complex& b) {
  return {a.real + b.real, a.imaginary + b.imaginary};
}
HWY_INLINE Complex operator-(const Complex& a, const Complex& b) {
  return {a.real - b.real, a.imaginary - b.imaginary};
}
HWY_INLINE Complex plus_i_times(const Complex& a, const Complex& b) {
  return {a.real - b.imaginary, a.imaginary + b.real};
}
HWY_INLINE Complex minus_i_times(const Complex& a, const Complex& b) {
  return {a.real + b.imaginary, a.imaginary - b.real};
}
HWY_INLINE Complex conjugate(const Complex& a) { return {a.real, hn::Neg(a.imaginary)}; }
HWY_INLINE Complex exchanged(const Complex& a) { return {a.imaginary, a.real}; }

HWY_INLINE Complex turned_back(const Complex& a, const Root& root) {
  const Vector c = hn::Set(kDoubles, root.cosine);
  const Vector s = hn::Set(kDoubles, root.sine);
  return {a.real * c + a.imaginary * s, a.imaginary * c - a.real * s};
}
HWY_INLINE Complex turned_forth(const Complex& a, const Root& root) {
  const Vector c = hn::Set(kDoubles, root.cosine);
  const Vector s = hn::Set(kDoubles, root.sine);
  return {a.real * c - a.imaginary * s, a.imaginary * c + a.real * s};
}

HWY_INLINE Vector load(const float* from) {
  return hn::PromoteTo(kDoubles, hn::LoadU(kFloats, from));
}
HWY_INLINE void store(Vector value, float* to) {
  hn::StoreU(hn::DemoteTo(kFloats, value), kFloats, to);
}
HWY_INLINE double* place(double* work, std::size_t row, std::size_t column) {
  return work + (row * TransformWork::kRowLength + column) * 2 * kLanes;
}
HWY_INLINE Complex load(const double* from) {
  return {hn::Load(kDoubles, from), hn::Load(kDoubles, from + kLanes)};
}
HWY_INLINE void store(const Complex& value, double* to) {
  hn::Store(value.real, kDoubles, to);
  hn::Store(value.imaginary, kDoubles, to + kLanes);
}

HWY_INLINE void transform_4(const Complex& x0, const Complex& x1, const Complex& x2,
                            const Complex& x3, Complex* y) {
  const Complex a = x0 + x2;
  const Complex b = x0 - x2;
  const Complex c = x1 + x3;
  const Complex d = x1 - x3;
  y[0] = a + c;
  y[1] = minus_i_times(b, d);
  y[2] = a - c;
  y[3] = plus_i_times(b, d);
}

HWY_INLINE void transform_8(const Complex* x, Complex* y) {
  Complex even[4];
  Complex odd[4];
  transform_4(x[0], x[2], x[4], x[6], even);
  transform_4(x[1], x[3], x[5], x[7], odd);
  const Vector half = hn::Set(kDoubles, 0.70710678118654752440);  // of the square root of two
  const Complex one = {(odd[1].real + odd[1].imaginary) * half,
                       (odd[1].imaginary - odd[1].real) * half};
  const Complex three = {(odd[3].real - odd[3].imaginary) * half,
                         (odd[3].imaginary + odd[3].real) * half};
  y[0] = even[0] + odd[0];
  y[1] = even[1] + one;
  y[2] = minus_i_times(even[2], odd[2]);
  y[3] = even[3] - three;
  y[4] = even[0] - odd[0];
  y[5] = even[1] - one;
  y[6] = plus_i_times(even[2], odd[2]);
  y[7] = even[3] + three;
}

/// From in(0..31) to out(0..31, value).
template <class In, class Out>
HWY_INLINE void transform_32(const RootsOfUnity& roots, const In& in, const Out& out) {
  Complex middle[4][8];
  for (std::size_t n = 0; n < 8; ++n) {
    Complex y[4];
    transform_4(in(n), in(8 + n), in(16 + n), in(24 + n), y);
    middle[0][n] = y[0];
    for (std::size_t k = 1; k < 4; ++k) middle[k][n] = turned_back(y[k], roots.of_32[k * n]);
  }
  for (std::size_t k = 0; k < 4; ++k) {
    Complex y[8];
    transform_8(middle[k], y);
    for (std::size_t n = 0; n < 8; ++n) out(k + 4 * n, y[n]);
  }
}

/// The first half: the 32 values of a column of the 32 x 32 that are transformed.
template <class In>
HWY_INLINE void transform_column(const RootsOfUnity& roots, std::size_t column, const In& in,
                                 double* work) {
  const Root* const turns = &roots.of_1024[32 * column];
  transform_32(roots, in, [&](std::size_t row, const Complex& value) HWY_ATTR {
    store(turned_back(value, turns[row]), place(work, row, column));
  });
}

/// The second half: out(k, value) for k = 0..31 is the value of bin row + 32 k.
template <class Out>
HWY_INLINE void transform_row(const RootsOfUnity& roots, double* work, std::size_t row,
                              const Out& out) {
  transform_32(
      roots, [&](std::size_t column) HWY_ATTR { return load(place(work, row, column)); }, out);
}

/// Bins row + 32 k and 1024 less that depend on each other. They lie in this row and the mirrored
/// one: mirrored_row(row), at mirrored_place(row, k) there.
constexpr std::size_t mirrored_row(std::size_t row) { return row == 0 ? 0 : 32 - row; }
constexpr std::size_t mirrored_place(std::size_t row, std::size_t k) {
  return row == 0 ? (32 - k) % 32 : 31 - k;
}
/// How many k there are to do of a row together with its mirrored one.
constexpr std::size_t pair_count(std::size_t row) { return row == 0 ? 17 : row == 16 ? 16 : 32; }

HWY_INLINE void store_bin(const SpectraOut& out, std::size_t bin, std::size_t lane,
                          const Complex& value) {
  const auto real = hn::DemoteTo(kFloats, value.real);
  const auto imaginary = hn::DemoteTo(kFloats, value.imaginary);
  hn::StoreU(real, kFloats, &out.real[bin][lane]);
  hn::StoreU(imaginary, kFloats, &out.imaginary[bin][lane]);
  // In double: the square of a small float would vanish.
  const Vector a = hn::PromoteTo(kDoubles, real);
  const Vector b = hn::PromoteTo(kDoubles, imaginary);
  const auto magnitude = hn::DemoteTo(kFloats, hn::Sqrt(a * a + b * b));
  hn::StoreU(magnitude, kFloats, &out.magnitudes[bin][lane]);
  hn::StoreU(magnitude * magnitude, kFloats, &out.powers[bin][lane]);
}

void transform_frames(const float* turned, const double* window, double* work,
                      const SpectraOut& out) {
  const RootsOfUnity& roots = roots_of_unity();
  for (std::size_t lane = 0; lane < kBlockFrames; lane += kLanes) {
    for (std::size_t column = 0; column < 32; ++column)
      transform_column(
          roots, column,
          [&](std::size_t n) HWY_ATTR {
            const std::size_t hop = n / 8;
            const std::size_t sample = 64 * (n % 8) + 2 * column;
            const float* const values = turned + sample * kTurnedHops + hop + lane;
            const double* const weights = window + 512 * hop + sample;
            return Complex{load(values) * hn::Set(kDoubles, weights[0]),
                           load(values + kTurnedHops) * hn::Set(kDoubles, weights[1])};
          },
          work);
    for (std::size_t row = 0; row <= 16; ++row) {
      Complex values[2][32];
      transform_row(roots, work, row,
                    [&](std::size_t k, const Complex& value) HWY_ATTR { values[0][k] = value; });
      const std::size_t other = mirrored_row(row) == row ? 0 : 1;
      if (other == 1)
        transform_row(roots, work, mirrored_row(row),
                      [&](std::size_t k, const Complex& value) HWY_ATTR { values[1][k] = value; });
      const Root* const turns = &roots.of_2048[32 * row];
      for (std::size_t k = 0; k < pair_count(row); ++k) {
        const Complex& value = values[0][k];
        const Complex mirrored = conjugate(values[other][mirrored_place(row, k)]);
        const Complex even = value + mirrored;
        const Complex odd = turned_back(conjugate(exchanged(value - mirrored)), turns[k]);
        store_bin(out, row + 32 * k, lane, even + odd);
        store_bin(out, 1024 - row - 32 * k, lane, conjugate(even - odd));
      }
    }
  }
}

HWY_INLINE Complex masked_bin(const SpectraIn& in, std::size_t bin, std::size_t lane) {
  const auto mask = hn::LoadU(kFloats, &in.mask[bin][lane]);
  return {hn::PromoteTo(kDoubles, hn::LoadU(kFloats, &in.real[bin][lane]) * mask),
          hn::PromoteTo(kDoubles, hn::LoadU(kFloats, &in.imaginary[bin][lane]) * mask)};
}

/// The inverse is the transform with real and imaginary parts exchanged, before and after.
void invert_frames(const SpectraIn& in, const double* window, double* work, float* overlap) {
  const RootsOfUnity& roots = roots_of_unity();
  for (std::size_t lane = 0; lane < kBlockFrames; lane += kLanes) {
    for (std::size_t column = 0; column <= 16; ++column) {
      Complex values[2][32];
      const std::size_t other = mirrored_row(column) == column ? 0 : 1;
      const Root* const turns = &roots.of_2048[32 * column];
      for (std::size_t k = 0; k < pair_count(column); ++k) {
        const Complex bin = masked_bin(in, column + 32 * k, lane);
        const Complex mirrored = conjugate(masked_bin(in, 1024 - column - 32 * k, lane));
        const Complex even = bin + mirrored;
        const Complex odd = turned_forth(bin - mirrored, turns[k]);
        values[0][k] = exchanged(plus_i_times(even, odd));
        values[other][mirrored_place(column, k)] =
            exchanged(plus_i_times(conjugate(even), conjugate(odd)));
      }
      for (std::size_t side = 0; side <= other; ++side)
        transform_column(
            roots, side == 0 ? column : mirrored_row(column),
            [&](std::size_t n) HWY_ATTR { return values[side][n]; }, work);
    }
    for (std::size_t row = 0; row < 32; ++row)
      transform_row(roots, work, row, [&](std::size_t k, const Complex& value) HWY_ATTR {
        const std::size_t hop = k / 8;
        const std::size_t sample = 2 * row + 64 * (k % 8);
        const double* const weights = window + 512 * hop + sample;
        float* const to = overlap + (4 * sample + hop) * kOverlapLanes + 4 + lane;
        store(value.imaginary * hn::Set(kDoubles, weights[0]), to);
        store(value.real * hn::Set(kDoubles, weights[1]), to + 4 * kOverlapLanes);
      });
  }
}

void add_overlap(float* overlap, const double* scale, Lanes<float>* hops) {
  constexpr hn::CappedTag<float, 4> kFour;
  for (std::size_t sample = 0; sample < 512; ++sample) {
    float* const parts = overlap + 4 * sample * kOverlapLanes;
    const Vector factor = hn::Set(kDoubles, scale[sample]);
    for (std::size_t lane = 0; lane < kBlockFrames; lane += kLanes) {
      const float* const newest = parts + 4 + lane;
      const Vector newer = load(newest) + load(newest + kOverlapLanes - 1);
      const Vector older =
          load(newest + 2 * kOverlapLanes - 2) + load(newest + 3 * kOverlapLanes - 3);
      store((newer + older) * factor, &hops[sample][lane]);
    }
    for (std::size_t hop = 0; hop < 4; ++hop)
      for (std::size_t n = 0; n < 4; n += hn::MaxLanes(kFour)) {
        float* const frames = parts + hop * kOverlapLanes + n;
        hn::StoreU(hn::LoadU(kFour, frames + kBlockFrames), kFour, frames);
      }
  }
}

/// One over the root of the energy of a windowed frame in each lane; 0 where there is none or where
/// the lane is no frame.
HWY_INLINE Vector one_over_norm(const float* values, std::size_t lane, std::size_t frame_count,
                                const double* window) {
  Vector energy = hn::Zero(kDoubles);
  for (std::size_t n = 0; n < kCorrelatedValues; ++n) {
    const Vector value = load(values + lane + n) * hn::Set(kDoubles, window[n]);
    energy = energy + value * value;
  }
  double scales[kLanes];
  hn::StoreU(energy, kDoubles, scales);
  for (std::size_t n = 0; n < kLanes; ++n) {
    const bool counts = lane + n < frame_count && scales[n] >= std::numeric_limits<double>::min();
    scales[n] = counts ? 1.0 / std::sqrt(scales[n]) : 0.0;
  }
  return hn::LoadU(kDoubles, scales);
}

/// Two frames at a time, one as the real, one as the imaginary part z: the sum of their power
/// spectra at bin k is half of |z|^2 at k and at -k.
void add_power_spectra(const float* values, std::size_t frame_count, const double* window,
                       double* work, double* power_sums) {
  const RootsOfUnity& roots = roots_of_unity();
  for (std::size_t lane = 0; lane < 8; lane += kLanes) {
    const float* const first = values + lane;
    const float* const second = values + lane + 8;
    const Vector first_scale = one_over_norm(values, lane, frame_count, window);
    const Vector second_scale = one_over_norm(values, lane + 8, frame_count, window);
    for (std::size_t column = 0; column < 32; ++column)
      transform_column(
          roots, column,
          [&](std::size_t k) HWY_ATTR {
            const std::size_t n = column + 32 * k;
            if (n >= kCorrelatedValues) return Complex{hn::Zero(kDoubles), hn::Zero(kDoubles)};
            const Vector weight = hn::Set(kDoubles, window[n]);
            return Complex{load(first + n) * weight * first_scale,
                           load(second + n) * weight * second_scale};
          },
          work);
    for (std::size_t row = 0; row < 32; ++row)
      transform_row(roots, work, row, [&](std::size_t k, const Complex& value) HWY_ATTR {
        double* const sum = power_sums + (row + 32 * k) * 8 + lane;
        hn::Store(
            hn::Load(kDoubles, sum) + value.real * value.real + value.imaginary * value.imaginary,
            kDoubles, sum);
      });
  }
}

void correlate(double* power_sums, double* work) {
  const RootsOfUnity& roots = roots_of_unity();
  for (std::size_t lane = 0; lane < 8; lane += kLanes) {
    for (std::size_t column = 0; column < 32; ++column)
      transform_column(
          roots, column,
          [&](std::size_t k) HWY_ATTR {
            const std::size_t n = column + 32 * k;
            const Vector sum = hn::Load(kDoubles, power_sums + n * 8 + lane) +
                               hn::Load(kDoubles, power_sums + (1024 - n) % 1024 * 8 + lane);
            return Complex{sum, hn::Zero(kDoubles)};
          },
          work);
    for (std::size_t row = 0; row < 32; ++row)
      transform_row(roots, work, row, [&](std::size_t k, const Complex& value) HWY_ATTR {
        if (row + 32 * k < kCorrelatedValues)
          hn::Store(value.real, kDoubles, power_sums + (row + 32 * k) * 8 + lane);
      });
  }
}

}  // namespace
}  // namespace airmark::analysis::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace airmark::analysis::kernels {

AIRMARK_KERNEL(transform_frames);
AIRMARK_KERNEL(invert_frames);
AIRMARK_KERNEL(add_overlap);
AIRMARK_KERNEL(add_power_spectra);
AIRMARK_KERNEL(correlate);

void transform_frames(const float* turned, const double* window, TransformWork& work,
                      const SpectraOut& spectra) noexcept {
  AIRMARK_CALL(transform_frames)(turned, window, work.data(), spectra);
}

void invert_frames(const SpectraIn& spectra, const double* window, TransformWork& work,
                   float* overlap) noexcept {
  AIRMARK_CALL(invert_frames)(spectra, window, work.data(), overlap);
}

void add_overlap(float* overlap, const double* scale, Lanes<float>* hops) noexcept {
  AIRMARK_CALL(add_overlap)(overlap, scale, hops);
}

void add_power_spectra(const float* values, std::size_t frame_count, const double* window,
                       TransformWork& work, double* power_sums) noexcept {
  AIRMARK_CALL(add_power_spectra)(values, frame_count, window, work.data(), power_sums);
}

void correlate(double* power_sums, TransformWork& work, double* correlation) noexcept {
  AIRMARK_CALL(correlate)(power_sums, work.data());
  for (std::size_t lag = 0; lag < kCorrelatedValues; ++lag) {
    correlation[lag] = 0.0;
    for (std::size_t lane = 0; lane < 8; ++lane)
      correlation[lag] += power_sums[lag * 8 + lane] / 2048.0;
  }
}

}  // namespace airmark::analysis::kernels
#endif
