#include "tools/evaluation/plots/cairo_part.h"

#include <cairo-svg.h>
#include <cairo.h>

#include <cmath>
#include <numbers>
#include <string>
#include <string_view>

#include "analysis/vocabulary/loaded_part.h"

namespace airmark::tools {
namespace {

constexpr double kPngScale = 2.0;
constexpr double kSvgPointsPerUnit = 0.75;  // cairo writes the size of an SVG page in points
constexpr double kCapitalHeight = 0.729;    // of DejaVu Sans, in font sizes
constexpr const char* kFont = "DejaVu Sans";

struct CloseCairo {
  void operator()(cairo_t* context) const noexcept { cairo_destroy(context); }
  void operator()(cairo_surface_t* surface) const noexcept { cairo_surface_destroy(surface); }
  void operator()(cairo_font_options_t* options) const noexcept {
    cairo_font_options_destroy(options);
  }
};
template <typename T>
using Holder = std::unique_ptr<T, CloseCairo>;

cairo_status_t append_bytes(void* bytes, const unsigned char* data, unsigned int size) {
  static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), size);
  return CAIRO_STATUS_SUCCESS;
}

std::string as_xml(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '&')
      escaped += "&amp;";
    else if (c == '<')
      escaped += "&lt;";
    else if (c == '>')
      escaped += "&gt;";
    else if (static_cast<unsigned char>(c) >= 0x20)
      escaped += c;
  }
  return escaped;
}

/// cairo numbers surfaces through the life of the program: a second picture would differ.
void name_surface_alike(std::string& svg) {
  constexpr std::string_view kNumbered = "id=\"surface";
  for (std::size_t at = svg.find(kNumbered); at != std::string::npos;
       at = svg.find(kNumbered, at + 1)) {
    const std::size_t number = at + kNumbered.size();
    svg.erase(number, svg.find('"', number) - number);
  }
}

/// The picture's words, for who reads or searches it without seeing it.
void describe_svg(std::string& svg, const std::string& words) {
  const std::size_t root = svg.find("<svg");
  const std::size_t inside = root == std::string::npos ? root : svg.find('>', root);
  if (inside != std::string::npos) svg.insert(inside + 1, "\n<desc>" + words + "</desc>");
}

class CairoCanvas : public Canvas {
 public:
  CairoCanvas(double width, double height, PictureFormat format) : format_(format) {
    const bool is_png = format == PictureFormat::Png;
    const double scale = is_png ? kPngScale : kSvgPointsPerUnit;
    if (is_png)
      surface_.reset(cairo_image_surface_create(CAIRO_FORMAT_RGB24,
                                                static_cast<int>(std::ceil(width * scale)),
                                                static_cast<int>(std::ceil(height * scale))));
    else
      surface_.reset(cairo_svg_surface_create_for_stream(&append_bytes, &bytes_, width * scale,
                                                         height * scale));
    context_.reset(cairo_create(surface_.get()));
    cairo_scale(context_.get(), scale, scale);
    set_color({1.0, 1.0, 1.0});
    cairo_paint(context_.get());
    // Hinting would move letters to whole pixels, otherwise in PNG than in SVG.
    const Holder<cairo_font_options_t> options(cairo_font_options_create());
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
    cairo_set_font_options(context_.get(), options.get());
  }

  void fill_box(const Box& box, const Color& color) override {
    set_color(color);
    cairo_rectangle(context_.get(), box.left, box.top, box.width, box.height);
    cairo_fill(context_.get());
  }

  void fill_polygon(std::span<const Point> corners, const Color& color) override {
    set_color(color);
    trace(corners);
    cairo_close_path(context_.get());
    cairo_fill(context_.get());
  }

  void fill_disc(const Point& center, double radius, const Color& color) override {
    set_color(color);
    cairo_new_path(context_.get());
    cairo_arc(context_.get(), center.x, center.y, radius, 0.0, 2.0 * std::numbers::pi);
    cairo_fill(context_.get());
  }

  void draw_line(std::span<const Point> points, const Stroke& stroke) override {
    constexpr double kDash[] = {5.0, 3.0};
    set_color(stroke.color);
    cairo_set_line_width(context_.get(), stroke.width);
    cairo_set_line_join(context_.get(), CAIRO_LINE_JOIN_ROUND);
    cairo_set_dash(context_.get(), kDash, stroke.is_dashed ? 2 : 0, 0.0);
    trace(points);
    cairo_stroke(context_.get());
  }

  void draw_text(const Point& at, const std::string& text, const TextStyle& style) override {
    const double width = text_width(text, style);
    const double shift = style.align == Align::Left     ? 0.0
                         : style.align == Align::Center ? -width / 2.0
                                                        : -width;
    set_color(style.color);
    cairo_save(context_.get());
    cairo_translate(context_.get(), at.x, at.y);
    cairo_rotate(context_.get(), style.turn_degrees * std::numbers::pi / 180.0);
    cairo_move_to(context_.get(), shift, kCapitalHeight * style.size / 2.0);
    cairo_show_text(context_.get(), text.c_str());
    cairo_restore(context_.get());
    words_ += as_xml(text) + "\n";
  }

  double text_width(const std::string& text, const TextStyle& style) const override {
    cairo_select_font_face(context_.get(), kFont, CAIRO_FONT_SLANT_NORMAL,
                           style.is_bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(context_.get(), style.size);
    cairo_text_extents_t extents{};
    cairo_text_extents(context_.get(), text.c_str(), &extents);
    return extents.x_advance;
  }

  Result<std::string> finish() override {
    cairo_status_t status = cairo_status(context_.get());
    if (status == CAIRO_STATUS_SUCCESS && format_ == PictureFormat::Png)
      status = cairo_surface_write_to_png_stream(surface_.get(), &append_bytes, &bytes_);
    cairo_surface_finish(surface_.get());
    if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_status(surface_.get());
    if (status != CAIRO_STATUS_SUCCESS)
      return Error{ErrorKind::InputOutput, std::string("cannot draw a picture (") +
                                               cairo_status_to_string(status) +
                                               "); check the memory that is free"};
    if (format_ == PictureFormat::Svg) {
      name_surface_alike(bytes_);
      describe_svg(bytes_, words_);
    }
    return std::move(bytes_);
  }

 private:
  void set_color(const Color& color) {
    cairo_set_source_rgb(context_.get(), color.red, color.green, color.blue);
  }

  void trace(std::span<const Point> points) {
    cairo_new_path(context_.get());
    for (const Point& point : points) cairo_line_to(context_.get(), point.x, point.y);
  }

  PictureFormat format_;
  std::string bytes_;  // before surface_, which writes into it to its end
  std::string words_;
  Holder<cairo_surface_t> surface_;
  Holder<cairo_t> context_;
};

Result<std::unique_ptr<Canvas>> make(double width, double height, PictureFormat format) {
  auto canvas = std::make_unique<CairoCanvas>(width, height, format);
  if (!(canvas->text_width("airmark", {}) > 0.0))
    return Error{ErrorKind::Unavailable,
                 "cannot draw letters: no font is installed; install fonts-dejavu-core"};
  return std::unique_ptr<Canvas>(std::move(canvas));
}

}  // namespace
}  // namespace airmark::tools

AIRMARK_PART airmark::tools::CairoPart airmark_part{&airmark::tools::make};
