#include "tools/evaluation/plots/axes.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "tools/evaluation/plots/palette.h"

namespace airmark::tools {
namespace {

constexpr double kCap = 4.0;  // half the width of a whisker's end
constexpr Stroke kGrid{kGridGrey, 1.0, false};

std::vector<double> ticks_of(const AxisRange& range) {
  std::vector<double> ticks;
  const auto count = std::lround((range.last - range.first) / range.step);
  for (long n = 0; n <= count; ++n)
    ticks.push_back(range.first + static_cast<double>(n) * range.step);
  return ticks;
}

std::string number(double value, bool in_percent) {
  return fmt::format("{}", std::lround(in_percent ? 100.0 * value : value));
}

}  // namespace

double Axes::x_of(double value) const noexcept {
  return frame_.left + frame_.width * (value - x_.first) / (x_.last - x_.first);
}

double Axes::y_of(double value) const noexcept {
  return frame_.bottom() - frame_.height * (value - y_.first) / (y_.last - y_.first);
}

void Axes::draw_x(Canvas& canvas, const std::string& title, bool in_percent) const {
  const TextStyle style{.size = 11.0, .color = kInk, .align = Align::Center};
  for (const double tick : ticks_of(x_)) {
    const double x = x_of(tick);
    draw_segment(canvas, {x, frame_.top}, {x, frame_.bottom()}, kGrid);
    canvas.draw_text({x, frame_.bottom() + 13.0}, number(tick, in_percent), style);
  }
  canvas.draw_text({frame_.left + frame_.width / 2.0, frame_.bottom() + 32.0}, title,
                   {.size = 12.0, .color = kInk, .align = Align::Center});
}

void Axes::draw_y(Canvas& canvas, const std::string& title, bool in_percent) const {
  const TextStyle style{.size = 11.0, .color = kInk, .align = Align::Right};
  double widest = 0.0;
  for (const double tick : ticks_of(y_)) {
    const double y = y_of(tick);
    draw_segment(canvas, {frame_.left, y}, {frame_.right(), y}, kGrid);
    canvas.draw_text({frame_.left - 6.0, y}, number(tick, in_percent), style);
    widest = std::max(widest, canvas.text_width(number(tick, in_percent), style));
  }
  canvas.draw_text({frame_.left - widest - 18.0, frame_.top + frame_.height / 2.0}, title,
                   {.size = 12.0, .color = kInk, .align = Align::Center, .turn_degrees = -90.0});
}

void Axes::draw_frame(Canvas& canvas) const { draw_box(canvas, frame_, {kGrey, 1.0, false}); }

void Axes::draw_x_interval(Canvas& canvas, double y_on_page, double lowest, double highest,
                           const Color& color) const {
  const Stroke stroke{color, 1.6, false};
  draw_segment(canvas, {x_of(lowest), y_on_page}, {x_of(highest), y_on_page}, stroke);
  for (const double end : {lowest, highest})
    draw_segment(canvas, {x_of(end), y_on_page - kCap}, {x_of(end), y_on_page + kCap}, stroke);
}

void Axes::draw_y_interval(Canvas& canvas, double x, double lowest, double highest,
                           const Color& color) const {
  const Stroke stroke{color, 1.2, false};
  draw_segment(canvas, at(x, lowest), at(x, highest), stroke);
  for (const double end : {lowest, highest})
    draw_segment(canvas, {x_of(x) - kCap, y_of(end)}, {x_of(x) + kCap, y_of(end)}, stroke);
}

AxisRange count_axis(std::size_t most) {
  constexpr std::array<double, 3> kRoundSteps{1.0, 2.0, 5.0};
  const double wanted = std::max(1.0, static_cast<double>(most));
  for (double power = 1.0;; power *= 10.0)
    for (const double round : kRoundSteps)
      if (const double step = power * round; wanted <= 5.0 * step)
        return {0.0, step * std::ceil(wanted / step), step};
}

AxisRange share_axis_from(double least) {
  // An even number of tenths below 60 %, so that steps of 20 % end at 100.
  const double tenths = std::clamp(std::floor(least * 10.0 + 1e-9), 0.0, 9.0);
  if (tenths >= 6.0) return {tenths / 10.0, 1.0, 0.1};
  return {2.0 * std::floor(tenths / 2.0) / 10.0, 1.0, 0.2};
}

void draw_segment(Canvas& canvas, const Point& from, const Point& to, const Stroke& stroke) {
  const std::array<Point, 2> ends{from, to};
  canvas.draw_line(ends, stroke);
}

void draw_box(Canvas& canvas, const Box& box, const Stroke& stroke) {
  const std::array<Point, 5> corners{Point{box.left, box.top}, Point{box.right(), box.top},
                                     Point{box.right(), box.bottom()},
                                     Point{box.left, box.bottom()}, Point{box.left, box.top}};
  canvas.draw_line(corners, stroke);
}

}  // namespace airmark::tools
