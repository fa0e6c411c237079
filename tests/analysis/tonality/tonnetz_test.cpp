#include "analysis/tonality/tonnetz.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <vector>

#include "analysis/tonality/chroma.h"
#include "tests/support/golden_values.h"

namespace airmark::analysis {
namespace {

using Point = std::array<float, kTonnetzCount>;

std::vector<Point> tonnetz_of(const LaneMatrix& chroma) {
  LaneMatrix tonnetz;
  tonnetz.reshape(kTonnetzCount, chroma.column_count());
  measure_tonnetz(chroma, tonnetz);
  std::vector<Point> points(chroma.column_count());
  for (std::size_t d = 0; d < kTonnetzCount; ++d)
    for (std::size_t t = 0; t < points.size(); ++t) points[t][d] = tonnetz.row(d)[t];
  return points;
}

/// One frame in which these pitch classes sound alike.
Point tonnetz_of_classes(const std::vector<std::size_t>& classes) {
  LaneMatrix chroma;
  chroma.reshape(kPitchClassCount, 1);
  for (std::size_t c = 0; c < kPitchClassCount; ++c) chroma.row(c)[0] = 0.0f;
  for (const std::size_t c : classes) chroma.row(c)[0] = 1.0f;
  return tonnetz_of(chroma)[0];
}

double distance(const Point& a, const Point& b, std::size_t first) {
  return std::hypot(static_cast<double>(a[first]) - static_cast<double>(b[first]),
                    static_cast<double>(a[first + 1]) - static_cast<double>(b[first + 1]));
}

TEST(Tonnetz, OnePitchIsOnItsThreeCircles) {
  for (std::size_t c = 0; c < kPitchClassCount; ++c) {
    const Point point = tonnetz_of_classes({c});
    EXPECT_NEAR(distance(point, {}, 0), 1.0, 1e-6);
    EXPECT_NEAR(distance(point, {}, 2), 1.0, 1e-6);
    EXPECT_NEAR(distance(point, {}, 4), 0.5, 1e-6);
  }
}

TEST(Tonnetz, CirclesCloseAfterTheirIntervals) {
  const Point c = tonnetz_of_classes({0});
  // The twelve fifths are a round; four minor thirds are one, and three major thirds.
  EXPECT_NEAR(distance(c, tonnetz_of_classes({7}), 0), 2.0 * std::sin(3.14159265 / 12.0), 1e-6);
  EXPECT_NEAR(distance(c, tonnetz_of_classes({6}), 0), 2.0, 1e-6);
  EXPECT_NEAR(distance(c, tonnetz_of_classes({3}), 2), std::sqrt(2.0), 1e-6);
  EXPECT_NEAR(distance(c, tonnetz_of_classes({4}), 2), 0.0, 1e-6);
  EXPECT_NEAR(distance(c, tonnetz_of_classes({4}), 4), 0.5 * std::sqrt(3.0), 1e-6);
  EXPECT_NEAR(distance(c, tonnetz_of_classes({3}), 4), 0.0, 1e-6);
}

TEST(Tonnetz, AllPitchesTogetherAndSilenceAreInTheMiddle) {
  const Point all = tonnetz_of_classes({0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
  const Point none = tonnetz_of_classes({});
  for (std::size_t d = 0; d < kTonnetzCount; ++d) {
    EXPECT_NEAR(all[d], 0.0, 1e-6);
    EXPECT_EQ(none[d], 0.0f);
  }
}

class TonnetzGolden : public ::testing::TestWithParam<std::string_view> {};

TEST_P(TonnetzGolden, OfLibrosasChromaIsLibrosas) {
  const auto step = testing::golden_of(GetParam()).at("decim_chroma").get<std::size_t>();
  const auto golden_chroma = testing::golden_matrix(GetParam(), "chroma", step).values;
  const auto golden = testing::golden_matrix(GetParam(), "tonnetz", 8).values;
  LaneMatrix chroma;
  chroma.reshape(kPitchClassCount, golden_chroma.column_count);
  for (std::size_t c = 0; c < kPitchClassCount; ++c)
    for (std::size_t t = 0; t < golden_chroma.column_count; ++t)
      chroma.row(c)[t] = golden_chroma.at(c, t);
  const std::vector<Point> points = tonnetz_of(chroma);
  for (std::size_t t = 0; t < golden.column_count; ++t)
    for (std::size_t d = 0; d < kTonnetzCount; ++d)
      ASSERT_NEAR(points[t * 8 / step][d], golden.at(d, t), 2e-7) << "frame " << t * 8;
}

INSTANTIATE_TEST_SUITE_P(Librosa, TonnetzGolden,
                         ::testing::Values("chords", "clicks120", "chirp", "short", "twotone"),
                         [](const auto& signal) { return std::string(signal.param); });

}  // namespace
}  // namespace airmark::analysis
