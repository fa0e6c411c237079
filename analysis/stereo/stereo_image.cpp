#include "analysis/stereo/stereo_image.h"

#include <algorithm>
#include <cmath>

#include "analysis/spectrum/lanes.h"

namespace airmark::analysis {
namespace {

/// Less than this share of the mean square is rounding, not variance.
constexpr double kLeastVariance = 1e-12;

struct LaneSums {
  Lanes<double> left;
  Lanes<double> right;
  Lanes<double> left_squares;
  Lanes<double> right_squares;
  Lanes<double> products;
};

void add_up(const float* left, const float* right, std::size_t count, LaneSums* result) {
  LaneSums sums;
  for (std::size_t n = 0; n < count; n += kBlockFrames) {
    Lanes<double> l;
    Lanes<double> r;
    for (std::size_t lane = 0; lane < kBlockFrames; ++lane) {
      l[lane] = static_cast<double>(left[n + lane]);
      r[lane] = static_cast<double>(right[n + lane]);
    }
    for (std::size_t lane = 0; lane < kBlockFrames; ++lane) {
      sums.left[lane] += l[lane];
      sums.right[lane] += r[lane];
      sums.left_squares[lane] += l[lane] * l[lane];
      sums.right_squares[lane] += r[lane] * r[lane];
      sums.products[lane] += l[lane] * r[lane];
    }
  }
  *result = sums;
}

double total_of(const Lanes<double>& lanes) noexcept {
  double total = 0.0;
  for (const double value : lanes.values) total += value;
  return total;
}

/// `count` times the variance, 0 where it is rounding.
double variation(double squares, double sum, double count) noexcept {
  const double varying = squares - sum * sum / count;
  return varying > kLeastVariance * squares ? varying : 0.0;
}

}  // namespace

void StereoSums::add(const SourcePiece& piece) {
  if (piece.channels.size() < 2) return;
  const float* const l = piece.samples(0).data() + piece.past_frames;
  const float* const r = piece.samples(1).data() + piece.past_frames;
  const std::size_t in_lanes = piece.frame_count / kBlockFrames * kBlockFrames;
  LaneSums lanes;
  add_up(l, r, in_lanes, &lanes);
  count += static_cast<double>(piece.frame_count);
  left += total_of(lanes.left);
  right += total_of(lanes.right);
  left_squares += total_of(lanes.left_squares);
  right_squares += total_of(lanes.right_squares);
  products += total_of(lanes.products);
  for (std::size_t n = in_lanes; n < piece.frame_count; ++n) {
    const auto left_sample = static_cast<double>(l[n]);
    const auto right_sample = static_cast<double>(r[n]);
    left += left_sample;
    right += right_sample;
    left_squares += left_sample * left_sample;
    right_squares += right_sample * right_sample;
    products += left_sample * right_sample;
  }
}

StereoImage stereo_image(const StereoSums& sums) noexcept {
  if (sums.count == 0.0) return {};
  const double left = variation(sums.left_squares, sums.left, sums.count);
  const double right = variation(sums.right_squares, sums.right, sums.count);
  const double common = sums.products - sums.left * sums.right / sums.count;
  StereoImage image;
  if (left + right > 0.0) image.width = std::clamp(0.5 - common / (left + right), 0.0, 1.0);
  if (left > 0.0 && right > 0.0)
    image.correlation = std::clamp(common / (std::sqrt(left) * std::sqrt(right)), -1.0, 1.0);
  return image;
}

}  // namespace airmark::analysis
