#pragma once

#include <cstddef>
#include <string>

#include "tools/evaluation/plots/canvas.h"

namespace airmark::tools {

/// From `first` to `last`, with a tick every `step`.
struct AxisRange {
  double first = 0.0, last = 1.0, step = 0.2;
};

/// Where the values of a plot lie on the page.
class Axes {
 public:
  /// `frame` is the field of the values; ticks, numbers and titles stand outside of it.
  Axes(const Box& frame, const AxisRange& x, const AxisRange& y) : frame_(frame), x_(x), y_(y) {}

  const Box& frame() const noexcept { return frame_; }
  double x_of(double value) const noexcept;
  double y_of(double value) const noexcept;
  Point at(double x, double y) const noexcept { return {x_of(x), y_of(y)}; }

  /// Grid, numbers and title of one axis. With `in_percent` 0.2 is written 20.
  void draw_x(Canvas& canvas, const std::string& title, bool in_percent) const;
  void draw_y(Canvas& canvas, const std::string& title, bool in_percent) const;
  void draw_frame(Canvas& canvas) const;

  /// Whiskers with caps from `lowest` to `highest`.
  void draw_x_interval(Canvas& canvas, double y_on_page, double lowest, double highest,
                       const Color& color) const;
  void draw_y_interval(Canvas& canvas, double x, double lowest, double highest,
                       const Color& color) const;

 private:
  Box frame_;
  AxisRange x_, y_;
};

/// From 0 to at least `most`, in at most five round steps.
AxisRange count_axis(std::size_t most);

/// Percent from a round number below `least` to 100.
AxisRange share_axis_from(double least);

void draw_segment(Canvas& canvas, const Point& from, const Point& to, const Stroke& stroke);
void draw_box(Canvas& canvas, const Box& box, const Stroke& stroke);

}  // namespace airmark::tools
