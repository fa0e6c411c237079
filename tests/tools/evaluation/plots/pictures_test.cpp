#include "tools/evaluation/plots/pictures.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <memory>
#include <numbers>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "tests/tools/evaluation/plots/made_up_evaluation.h"

namespace airmark::tools {
namespace {

using Corners = std::array<Point, 4>;

/// Draws nothing; notes what leaves the page and which texts lie on each other.
class WatchedCanvas : public Canvas {
 public:
  WatchedCanvas(double width, double height)
      : width_(width), height_(height), ruler_(make_canvas(8, 8, PictureFormat::Png)) {}

  void fill_box(const Box& box, const Color&) override {
    note("box", {box.left, box.top});
    note("box", {box.right(), box.bottom()});
  }
  void fill_polygon(std::span<const Point> corners, const Color&) override {
    for (const Point& corner : corners) note("polygon", corner);
  }
  void fill_disc(const Point& center, double radius, const Color&) override {
    note("disc", {center.x - radius, center.y - radius});
    note("disc", {center.x + radius, center.y + radius});
  }
  void draw_line(std::span<const Point> points, const Stroke&) override {
    for (const Point& point : points) note("line", point);
  }
  void draw_text(const Point& at, const std::string& text, const TextStyle& style) override {
    const double width = text_width(text, style);
    const double left = style.align == Align::Left     ? 0.0
                        : style.align == Align::Center ? -width / 2.0
                                                       : -width;
    const double half = 0.36 * style.size;  // of a capital's height
    const double turn = style.turn_degrees * std::numbers::pi / 180.0;
    Corners corners{Point{left, -half}, Point{left + width, -half}, Point{left + width, half},
                    Point{left, half}};
    for (Point& corner : corners) {
      corner = {at.x + corner.x * std::cos(turn) - corner.y * std::sin(turn),
                at.y + corner.x * std::sin(turn) + corner.y * std::cos(turn)};
      note(text, corner);
    }
    for (const auto& [other, place] : texts_)
      if (overlap(corners, place)) faults.push_back("\"" + text + "\" lies on \"" + other + "\"");
    texts_.emplace_back(text, corners);
  }
  double text_width(const std::string& text, const TextStyle& style) const override {
    return ruler_.value()->text_width(text, style);
  }
  Result<std::string> finish() override { return std::string(); }

  std::vector<std::string> faults;

 private:
  void note(const std::string& what, const Point& point) {
    const bool is_inside =
        point.x >= 0.0 && point.x <= width_ && point.y >= 0.0 && point.y <= height_;
    if (!is_inside) faults.push_back(what + " leaves the page, or is nowhere");
  }

  /// Two rectangles are apart where an edge of one has all of the other beyond it.
  static bool overlap(const Corners& a, const Corners& b) {
    for (const Corners* one : {&a, &b})
      for (std::size_t n = 0; n < 2; ++n) {
        const Point axis{(*one)[n + 1].x - (*one)[n].x, (*one)[n + 1].y - (*one)[n].y};
        const auto span = [&](const Corners& corners) {
          std::pair<double, double> reach{std::numeric_limits<double>::max(),
                                          std::numeric_limits<double>::lowest()};
          for (const Point& corner : corners) {
            const double at = corner.x * axis.x + corner.y * axis.y;
            reach = {std::min(reach.first, at), std::max(reach.second, at)};
          }
          return reach;
        };
        const auto [a_first, a_last] = span(a);
        const auto [b_first, b_last] = span(b);
        if (a_last <= b_first || b_last <= a_first) return false;
      }
    return true;
  }

  double width_, height_;
  Result<std::unique_ptr<Canvas>> ruler_;
  std::vector<std::pair<std::string, Corners>> texts_;
};

std::vector<std::string> faults_of(const Picture& picture) {
  WatchedCanvas canvas(picture.width, picture.height);
  picture.draw(canvas);
  return canvas.faults;
}

std::vector<Picture> all_pictures(const Evaluation& evaluation) {
  std::vector<Picture> pictures{accuracy_comparison(evaluation),
                                genre_performance(evaluation),
                                confidence_analysis(evaluation),
                                reliability(evaluation),
                                coverage(evaluation),
                                overview(evaluation)};
  if (!evaluation.effects.empty()) pictures.push_back(perturbation_effects(evaluation));
  for (std::size_t n = 0; n < evaluation.measures.size(); ++n)
    pictures.push_back(confusion_matrix(evaluation, n));
  return pictures;
}

class Pictures : public ::testing::TestWithParam<EvaluationShape> {};

TEST_P(Pictures, KeepToThePageAndTheirTextsApart) {
  const Evaluation evaluation = made_up_evaluation(GetParam());
  std::size_t n = 0;
  for (const Picture& picture : all_pictures(evaluation))
    EXPECT_THAT(faults_of(picture), ::testing::IsEmpty()) << "picture " << n++;
}

INSTANTIATE_TEST_SUITE_P(Shapes, Pictures,
                         ::testing::Values(EvaluationShape{1, 10, 100, false, false, false, 1},
                                           EvaluationShape{3, 10, 100, true, true, true, 8},
                                           EvaluationShape{8, 25, 40, true, true, true, 8},
                                           EvaluationShape{8, 10, 300, false, false, false},
                                           EvaluationShape{1, 2, 4, false, true, true}));

TEST(WatchedCanvas, SeesWhatIsOutsideAndWhatOverlaps) {
  WatchedCanvas canvas(100.0, 50.0);
  canvas.draw_text({10.0, 20.0}, "one", {});
  EXPECT_THAT(canvas.faults, ::testing::IsEmpty());
  canvas.draw_text({12.0, 22.0}, "two", {});
  EXPECT_EQ(canvas.faults.size(), 1u);
  canvas.fill_disc({99.0, 20.0}, 3.0, {});
  EXPECT_EQ(canvas.faults.size(), 2u);
}

}  // namespace
}  // namespace airmark::tools
