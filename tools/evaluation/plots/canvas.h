#pragma once

#include <memory>
#include <span>
#include <string>

#include "analysis/vocabulary/result.h"

namespace airmark::tools {

/// Of a page: x to the right, y downwards, in units of 1/96 inch.
struct Point {
  double x = 0.0, y = 0.0;
};

/// Upright, on a page.
struct Box {
  double left = 0.0, top = 0.0, width = 0.0, height = 0.0;
  double right() const noexcept { return left + width; }
  double bottom() const noexcept { return top + height; }
};

/// sRGB, each 0..1.
struct Color {
  double red = 0.0, green = 0.0, blue = 0.0;
};

struct Stroke {
  Color color;
  double width = 1.0;
  bool is_dashed = false;
};

enum class Align { Left, Center, Right };

struct TextStyle {
  double size = 12.0;  ///< Height of the font, in units of the page.
  Color color{0.13, 0.13, 0.13};
  Align align = Align::Left;
  bool is_bold = false;
  double turn_degrees = 0.0;  ///< Clockwise, about the point that it is aligned to.
};

/// What plots are drawn on: a white page that becomes the bytes of one picture.
///
/// Guarantee  the same calls give the same bytes, on one installation of fonts.
/// Threads    one at a time.
class Canvas {
 public:
  virtual ~Canvas() = default;

  virtual void fill_box(const Box& box, const Color& color) = 0;
  virtual void fill_polygon(std::span<const Point> corners, const Color& color) = 0;
  virtual void fill_disc(const Point& center, double radius, const Color& color) = 0;
  virtual void draw_line(std::span<const Point> points, const Stroke& stroke) = 0;
  /// One line of text; `at` is level with the middle of its capitals.
  virtual void draw_text(const Point& at, const std::string& text, const TextStyle& style) = 0;
  virtual double text_width(const std::string& text, const TextStyle& style) const = 0;

  /// The bytes of the file; the canvas is used up. InputOutput where drawing failed.
  virtual Result<std::string> finish() = 0;
};

enum class PictureFormat {
  Png,  ///< Two pixels per unit of the page.
  Svg   ///< Letters as shapes, so that no font is needed; the words are repeated in <desc>.
};

/// An empty page. Unavailable where cairo or any font is missing.
Result<std::unique_ptr<Canvas>> make_canvas(double width, double height, PictureFormat format);

}  // namespace airmark::tools
