#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "tools/evaluation/plots/axes.h"
#include "tools/evaluation/plots/labels.h"
#include "tools/evaluation/plots/palette.h"
#include "tools/evaluation/plots/panels.h"
#include "tools/evaluation/plots/pictures.h"

namespace airmark::tools {
namespace {

constexpr double kPageWidth = 1280.0;
constexpr double kMargin = 24.0;
constexpr double kRow = 24.0;
constexpr double kNames = 320.0;
constexpr double kPartTitle = 34.0;  // height of the line above each part
constexpr double kMatrixWidth = 700.0;
constexpr double kPartsHeight = 700.0;

struct Column {
  const char* title;
  std::string (*text)(const Measures& measures);
};

std::string kappa(const Measures& measures) {
  const Estimate& k = measures.cohen_kappa;
  return fmt::format("{:.3f} [{:.3f}, {:.3f}]", k.value, k.lowest, k.highest);
}

constexpr std::array<Column, 6> kColumns{
    Column{"clips", [](const Measures& m) { return fmt::format("{}", m.clip_count); }},
    Column{"accuracy %", [](const Measures& m) { return percent_with_interval(m.accuracy); }},
    Column{"macro F1 %", [](const Measures& m) { return percent_with_interval(m.macro_f1); }},
    Column{"top-3 %", [](const Measures& m) { return percent_with_interval(m.top3); }},
    Column{"Cohen's kappa", &kappa},
    Column{"calibration error %",
           [](const Measures& m) { return percent_with_interval(m.calibration_error); }}};
constexpr double kClipsWidth = 70.0;

/// Left edge of a column of figures, and its width.
Box column_box(std::size_t n, double y) {
  if (n == 0) return {kMargin + kNames, y, kClipsWidth, kRow};
  const double width = (kPageWidth - 2.0 * kMargin - kNames - kClipsWidth) /
                       static_cast<double>(kColumns.size() - 1);
  return {kMargin + kNames + kClipsWidth + width * static_cast<double>(n - 1), y, width, kRow};
}

void draw_table(Canvas& canvas, const Evaluation& evaluation, double top, std::size_t best) {
  const double right = kPageWidth - kMargin;
  const auto draw_rule = [&](double y) {
    draw_segment(canvas, {kMargin, y}, {right, y}, {kGrey, 1.0, false});
  };
  const TextStyle head{.size = 12.0, .color = kInk, .align = Align::Right, .is_bold = true};
  canvas.draw_text({kMargin, top}, "tagger", {.size = 12.0, .color = kInk, .is_bold = true});
  for (std::size_t c = 0; c < kColumns.size(); ++c)
    canvas.draw_text({column_box(c, top).right(), top}, kColumns[c].title, head);
  draw_rule(top + kRow / 2.0);
  for (std::size_t n = 0; n < evaluation.measures.size(); ++n) {
    const double y = top + kRow * static_cast<double>(n + 1) + 2.0;
    const TextStyle name{.size = 12.0, .color = kInk, .is_bold = n == best};
    canvas.draw_text({kMargin, y},
                     fitted(canvas, evaluation.measures[n].tagger, kNames - 10.0, name), name);
    for (std::size_t c = 0; c < kColumns.size(); ++c) {
      const std::string text = kColumns[c].text(evaluation.measures[n]);
      const Box cell = column_box(c, y);
      canvas.draw_text(
          {cell.right(), y}, text,
          shrunk(canvas, text, cell.width - 14.0,
                 {.size = 12.0, .color = kInk, .align = Align::Right, .is_bold = n == best}));
    }
  }
  draw_rule(top + kRow * (static_cast<double>(evaluation.measures.size()) + 0.5) + 4.0);
}

void draw_part_title(Canvas& canvas, const Point& at, const std::string& text, double width) {
  const TextStyle style{.size = 13.0, .color = kInk, .is_bold = true};
  canvas.draw_text(at, fitted(canvas, text, width, style), style);
}

std::size_t most_accurate(const Evaluation& evaluation) {
  const auto best = std::max_element(
      evaluation.measures.begin(), evaluation.measures.end(),
      [](const Measures& a, const Measures& b) { return a.accuracy.value < b.accuracy.value; });
  return static_cast<std::size_t>(best - evaluation.measures.begin());
}

void draw_parts(Canvas& canvas, const Measures& best, double top) {
  const double right_left = kMargin + kMatrixWidth + 20.0;
  const double right_width = kPageWidth - kMargin - right_left;
  const double half = kPartsHeight / 2.0;
  draw_part_title(canvas, {kMargin, top}, "Confusion matrix: " + best.tagger, kMatrixWidth);
  draw_confusion(canvas,
                 {kMargin, top + kPartTitle - 12.0, kMatrixWidth, kPartsHeight - kPartTitle - 12.0},
                 best);
  draw_part_title(canvas, {right_left, top}, "F1 score of each genre: " + best.tagger, right_width);
  draw_genre_dots(
      canvas, {right_left, top + kPartTitle - 16.0, right_width, half - kPartTitle - 4.0}, best);
  draw_part_title(canvas, {right_left, top + half}, "Reliability: " + best.tagger, right_width);
  draw_reliability(
      canvas, {right_left, top + half + kPartTitle - 16.0, right_width, half - kPartTitle}, best);
}

}  // namespace

Picture overview(const Evaluation& evaluation) {
  const double table_top = heading_height(evaluation) + 10.0;
  const double parts_top =
      table_top + kRow * static_cast<double>(evaluation.measures.size() + 1) + 44.0;
  const double height = parts_top + kPartsHeight + 36.0;
  return {kPageWidth, height, [=, &evaluation](Canvas& canvas) {
            const std::size_t best = most_accurate(evaluation);
            draw_heading(canvas, kPageWidth, "Classification results", evaluation);
            draw_table(canvas, evaluation, table_top, best);
            draw_parts(canvas, evaluation.measures[best], parts_top);
            canvas.draw_text({kMargin, height - 20.0},
                             "Brackets: 95 % intervals by bootstrap over clips. Bold: the most "
                             "accurate tagger, shown below the table. Shade: share of the row.",
                             {.size = 11.0, .color = kGrey});
          }};
}

}  // namespace airmark::tools
