#include "analysis/kernels/bin_sums.h"

#include <limits>

#include "analysis/kernels/instruction_set.h"
#include "analysis/kernels/plain_vectors.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "analysis/kernels/bin_sums.cpp"
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
constexpr hn::Rebind<float, decltype(kDoubles)> kHalfFloats;
constexpr std::size_t kDoubleLanes = hn::MaxLanes(kDoubles);
constexpr std::size_t kDoubleParts = kBlockFrames / kDoubleLanes;
using Doubles = hn::Vec<decltype(kDoubles)>;

constexpr hn::CappedTag<float, kBlockFrames> kFloats;
constexpr std::size_t kFloatLanes = hn::MaxLanes(kFloats);
using Floats = hn::Vec<decltype(kFloats)>;

HWY_INLINE Doubles load_part(const Lanes<float>& bin, std::size_t part) {
  return hn::PromoteTo(kDoubles, hn::Load(kHalfFloats, &bin[part * kDoubleLanes]));
}

/// Sum of term(k, part, bin): all parts of the frames at once, so that no addition has to wait for
/// the one before.
template <class Term>
HWY_INLINE void sum_up(const Lanes<float>* bins, std::size_t count, const Term& term,
                       Lanes<double>& sums) {
  Doubles sum[kDoubleParts];
  for (Doubles& part : sum) part = hn::Zero(kDoubles);
  for (std::size_t k = 0; k < count; ++k)
    for (std::size_t part = 0; part < kDoubleParts; ++part)
      sum[part] = sum[part] + term(k, part, load_part(bins[k], part));
  for (std::size_t part = 0; part < kDoubleParts; ++part)
    hn::Store(sum[part], kDoubles, &sums[part * kDoubleLanes]);
}

void sum_bins(const Lanes<float>* bins, std::size_t count, Lanes<double>& sums) {
  sum_up(
      bins, count, [](std::size_t, std::size_t, Doubles bin) HWY_ATTR { return bin; }, sums);
}

void sum_weighted_bins(const Lanes<float>* bins, std::size_t count, double step,
                       Lanes<double>& sums) {
  sum_up(
      bins, count,
      [step](std::size_t k, std::size_t, Doubles bin)
          HWY_ATTR { return hn::Set(kDoubles, static_cast<double>(k) * step) * bin; },
      sums);
}

void sum_deviations(const Lanes<float>* bins, std::size_t count, double step,
                    const Lanes<double>& centres, Lanes<double>& sums) {
  Doubles centre[kDoubleParts];
  for (std::size_t part = 0; part < kDoubleParts; ++part)
    centre[part] = hn::Load(kDoubles, &centres[part * kDoubleLanes]);
  sum_up(
      bins, count,
      [&](std::size_t k, std::size_t part, Doubles bin) HWY_ATTR {
        const Doubles deviation = hn::Set(kDoubles, static_cast<double>(k) * step) - centre[part];
        return deviation * deviation * bin;
      },
      sums);
}

void count_bins_below(const Lanes<float>* bins, std::size_t count, float share,
                      Lanes<std::int32_t>& counts) {
  constexpr hn::RebindToSigned<decltype(kFloats)> kIntegers;
  for (std::size_t lane = 0; lane < kBlockFrames; lane += kFloatLanes) {
    Floats total = hn::Zero(kFloats);
    for (std::size_t k = 0; k < count; ++k) total = total + hn::Load(kFloats, &bins[k][lane]);
    const Floats threshold = hn::Set(kFloats, share) * total;
    Floats sum = hn::Zero(kFloats);
    auto below = hn::Zero(kIntegers);
    for (std::size_t k = 0; k < count; ++k) {
      sum = sum + hn::Load(kFloats, &bins[k][lane]);
      // A mask is all ones, which is -1.
      below = below - hn::BitCast(kIntegers, hn::VecFromMask(kFloats, sum < threshold));
    }
    hn::Store(below, kIntegers, &counts[lane]);
  }
}

void weigh_bins(const Lanes<float>* bins, const float* weights, std::size_t count,
                Lanes<float>& sums) {
  for (std::size_t lane = 0; lane < kBlockFrames; lane += kFloatLanes) {
    Floats sum = hn::Zero(kFloats);
    for (std::size_t k = 0; k < count; ++k)
      sum = sum + hn::Set(kFloats, weights[k]) * hn::Load(kFloats, &bins[k][lane]);
    hn::Store(sum, kFloats, &sums[lane]);
  }
}

void project_bins(const Lanes<float>* bins, const float* weights, std::size_t count,
                  Lanes<float>* sums) {
  for (std::size_t lane = 0; lane < kBlockFrames; lane += kFloatLanes) {
    Floats sum[kProjections];
    for (Floats& projection : sum) projection = hn::Zero(kFloats);
    for (std::size_t k = 0; k < count; ++k) {
      const Floats bin = hn::Load(kFloats, &bins[k][lane]);
      for (std::size_t n = 0; n < kProjections; ++n)
        sum[n] = sum[n] + hn::Set(kFloats, weights[k * kProjections + n]) * bin;
    }
    Floats greatest = hn::Zero(kFloats);
    for (const Floats& projection : sum) greatest = hn::Max(greatest, projection);
    const Floats one = hn::Set(kFloats, 1.0f);
    const Floats least = hn::Set(kFloats, std::numeric_limits<float>::min());
    greatest = hn::IfThenElse(greatest < least, one, greatest);
    for (std::size_t n = 0; n < kProjections; ++n)
      hn::Store(sum[n] / greatest, kFloats, &sums[n][lane]);
  }
}

}  // namespace
}  // namespace airmark::analysis::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace airmark::analysis::kernels {

AIRMARK_KERNEL(sum_bins);
AIRMARK_KERNEL(sum_weighted_bins);
AIRMARK_KERNEL(sum_deviations);
AIRMARK_KERNEL(count_bins_below);
AIRMARK_KERNEL(weigh_bins);
AIRMARK_KERNEL(project_bins);

void sum_bins(const Lanes<float>* bins, std::size_t count, Lanes<double>& sums) noexcept {
  AIRMARK_CALL(sum_bins)(bins, count, sums);
}

void sum_weighted_bins(const Lanes<float>* bins, std::size_t count, double step,
                       Lanes<double>& sums) noexcept {
  AIRMARK_CALL(sum_weighted_bins)(bins, count, step, sums);
}

void sum_deviations(const Lanes<float>* bins, std::size_t count, double step,
                    const Lanes<double>& centres, Lanes<double>& sums) noexcept {
  AIRMARK_CALL(sum_deviations)(bins, count, step, centres, sums);
}

void count_bins_below(const Lanes<float>* bins, std::size_t count, float share,
                      Lanes<std::int32_t>& counts) noexcept {
  AIRMARK_CALL(count_bins_below)(bins, count, share, counts);
}

void weigh_bins(const Lanes<float>* bins, const float* weights, std::size_t count,
                Lanes<float>& sums) noexcept {
  AIRMARK_CALL(weigh_bins)(bins, weights, count, sums);
}

void project_bins(const Lanes<float>* bins, const float* weights, std::size_t count,
                  Lanes<float>* sums) noexcept {
  AIRMARK_CALL(project_bins)(bins, weights, count, sums);
}

}  // namespace airmark::analysis::kernels
#endif
