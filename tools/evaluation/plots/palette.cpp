#include "tools/evaluation/plots/palette.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

namespace airmark::tools {
namespace {

// Okabe and Ito's colours, the two that are faint on white last.
constexpr std::array<Color, 8> kSeries{
    kBlue,   kVermillion, Color{0.0, 0.62, 0.451}, Color{0.8, 0.475, 0.655}, Color{0.0, 0.0, 0.0},
    kOrange, kSkyBlue,    Color{0.78, 0.72, 0.1}};

/// Stars and regular polygons, the first corner at `turn_degrees` from upright.
struct Sign {
  int corner_count;
  double turn_degrees;
  double waist;  ///< Radius between the corners, as a share; 1 for none between.
};
constexpr std::array<Sign, 7> kSigns{Sign{0, 0.0, 1.0},  Sign{4, 45.0, 1.0},  Sign{3, 0.0, 1.0},
                                     Sign{4, 0.0, 1.0},  Sign{3, 180.0, 1.0}, Sign{5, 0.0, 0.45},
                                     Sign{4, 45.0, 0.35}};

std::vector<Point> corners(const Sign& sign, const Point& center, double radius) {
  std::vector<Point> points;
  const int count = sign.waist < 1.0 ? 2 * sign.corner_count : sign.corner_count;
  for (int n = 0; n < count; ++n) {
    const bool is_waist = sign.waist < 1.0 && n % 2 == 1;
    const double angle =
        sign.turn_degrees * std::numbers::pi / 180.0 + 2.0 * std::numbers::pi * n / count;
    const double r = is_waist ? radius * sign.waist : radius;
    points.push_back({center.x + r * std::sin(angle), center.y - r * std::cos(angle)});
  }
  return points;
}

}  // namespace

Color series_color(std::size_t n) noexcept { return kSeries[n % kSeries.size()]; }

void draw_marker(Canvas& canvas, const Point& center, std::size_t n, double radius) {
  const Sign& sign = kSigns[n % kSigns.size()];
  if (sign.corner_count == 0)
    canvas.fill_disc(center, radius, series_color(n));
  else
    canvas.fill_polygon(corners(sign, center, radius * 1.25), series_color(n));
}

Color shade(double share) noexcept {
  constexpr Color kNavy{0.02, 0.13, 0.32};
  constexpr double kBend = 0.65;  // where the palette's blue stands: lightness falls evenly
  const double at = std::clamp(share, 0.0, 1.0);
  const bool is_light = at < kBend;
  const Color& a = is_light ? kPaper : kBlue;
  const Color& b = is_light ? kBlue : kNavy;
  const double t = is_light ? at / kBend : (at - kBend) / (1.0 - kBend);
  return {std::lerp(a.red, b.red, t), std::lerp(a.green, b.green, t), std::lerp(a.blue, b.blue, t)};
}

Color ink_on_shade(double share) noexcept {
  constexpr double kDark = 0.55;  // from here on white has the greater contrast
  return share < kDark ? kInk : kPaper;
}

}  // namespace airmark::tools
