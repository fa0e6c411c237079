#include <fmt/core.h>

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include "tools/evaluation/plots/axes.h"
#include "tools/evaluation/plots/labels.h"
#include "tools/evaluation/plots/palette.h"
#include "tools/evaluation/plots/panels.h"
#include "tools/evaluation/plots/pictures.h"

namespace airmark::tools {
namespace {

constexpr double kRowNames = 150.0;
constexpr double kColumnNames = 92.0;
constexpr double kLargestCell = 110.0;  // two genres leave room for the title beside them
constexpr double kScaleWidth = 74.0;    // of the bar of shades and its numbers

std::size_t row_sum(const std::vector<std::size_t>& row) {
  return std::accumulate(row.begin(), row.end(), std::size_t{0});
}

bool has_clip_without_answer(const Measures& measures) {
  return std::any_of(measures.confusion.begin(), measures.confusion.end(),
                     [](const auto& row) { return row.back() > 0; });
}

/// Genres, and "no answer" where it was ever given.
std::size_t column_count(const Measures& measures) {
  return measures.genres.size() + (has_clip_without_answer(measures) ? 1 : 0);
}

double cell_size(const Box& box, const Measures& measures) {
  const auto columns = static_cast<double>(column_count(measures));
  const auto rows = static_cast<double>(measures.genres.size());
  return std::min(
      {kLargestCell, (box.width - kRowNames) / columns, (box.height - kColumnNames) / rows});
}

void draw_cell(Canvas& canvas, const Box& cell, std::size_t count, std::size_t of_all) {
  const double share = of_all == 0 ? 0.0 : static_cast<double>(count) / static_cast<double>(of_all);
  canvas.fill_box(cell, shade(share));
  if (count == 0) return;
  const std::string text = fmt::format("{}", count);
  const TextStyle style{
      .size = 13.0, .color = ink_on_shade(share), .align = Align::Center, .is_bold = false};
  canvas.draw_text({cell.left + cell.width / 2.0, cell.top + cell.height / 2.0}, text,
                   shrunk(canvas, text, cell.width - 4.0,
                          {.size = std::min(style.size, cell.height * 0.55),
                           .color = style.color,
                           .align = style.align}));
}

void draw_column_name(Canvas& canvas, const Point& below_cell, const std::string& name) {
  const TextStyle style{.size = 12.0, .color = kInk, .align = Align::Right, .turn_degrees = -45.0};
  canvas.draw_text({below_cell.x + 4.0, below_cell.y + 8.0}, fitted(canvas, name, 84.0, style),
                   style);
}

/// Row-normalised shades from 0 to 100 %.
void draw_scale(Canvas& canvas, const Box& bar) {
  constexpr int kSteps = 50;
  const double step = bar.height / kSteps;
  for (int n = 0; n < kSteps; ++n)
    canvas.fill_box({bar.left, bar.bottom() - step * (n + 1), bar.width, step + 0.3},
                    shade((n + 0.5) / kSteps));
  draw_box(canvas, bar, {kGrey, 1.0, false});
  for (const int mark : {0, 50, 100})
    canvas.draw_text({bar.right() + 5.0, bar.bottom() - bar.height * mark / 100.0},
                     fmt::format("{} %", mark), {.size = 10.5, .color = kInk});
}

}  // namespace

void draw_confusion(Canvas& canvas, const Box& box, const Measures& measures) {
  const double size = cell_size(box, measures);
  const std::size_t columns = column_count(measures);
  const double left = box.left + kRowNames;
  const TextStyle row_name{.size = std::min(12.0, size * 0.75), .align = Align::Right};
  const TextStyle title{.size = 12.0, .is_bold = true};
  for (std::size_t row = 0; row < measures.genres.size(); ++row) {
    const double top = box.top + size * static_cast<double>(row);
    const std::size_t support = row_sum(measures.confusion[row]);
    const std::string name = fmt::format("{} ({})", genre_label(measures.genres[row]), support);
    canvas.draw_text({left - 6.0, top + size / 2.0},
                     fitted(canvas, name, kRowNames - 32.0, row_name), row_name);
    for (std::size_t column = 0; column < columns; ++column)
      draw_cell(canvas, {left + size * static_cast<double>(column), top, size, size},
                measures.confusion[row][column], support);
  }
  const double bottom = box.top + size * static_cast<double>(measures.genres.size());
  const double right = left + size * static_cast<double>(columns);
  for (std::size_t column = 0; column < columns; ++column) {
    const bool is_genre = column < measures.genres.size();
    draw_column_name(canvas, {left + size * (static_cast<double>(column) + 0.5), bottom},
                     is_genre ? genre_label(measures.genres[column]) : "no answer");
  }
  for (std::size_t n = 0; n <= measures.genres.size(); ++n) {
    const double y = box.top + size * static_cast<double>(n);
    draw_segment(canvas, {left, y}, {right, y}, {kGridGrey, 0.8, false});
  }
  for (std::size_t n = 0; n <= columns; ++n) {
    const double x = left + size * static_cast<double>(n);
    const Color& color = n == measures.genres.size() ? kGrey : kGridGrey;
    draw_segment(canvas, {x, box.top}, {x, bottom}, {color, 0.8, false});
  }
  draw_box(canvas, {left, box.top, right - left, bottom - box.top}, {kGrey, 1.0, false});
  TextStyle turned = title;
  turned.align = Align::Center;
  turned.turn_degrees = -90.0;
  canvas.draw_text({box.left + 8.0, (box.top + bottom) / 2.0},
                   fitted(canvas, "actual genre (clips)", bottom - box.top + 60.0, turned), turned);
  canvas.draw_text({left + std::max(0.0, (right - left) / 2.0 - 50.0), bottom + 80.0},
                   "predicted genre", title);
}

Picture confusion_matrix(const Evaluation& evaluation, std::size_t tagger) {
  const Measures& measures = evaluation.measures[tagger];
  const auto count = static_cast<double>(column_count(measures));
  const double cell = std::clamp(620.0 / count, 32.0, kLargestCell);
  const double above = heading_height(evaluation) + 30.0;
  const double matrix_height = cell * static_cast<double>(measures.genres.size());
  const double width = std::max(560.0, 24.0 + kRowNames + cell * count + kScaleWidth + 24.0);
  const double height = above + matrix_height + kColumnNames + 12.0;
  return {width, height, [=, &evaluation, &measures](Canvas& canvas) {
            draw_heading(canvas, width, "Confusion matrix: " + measures.tagger, evaluation);
            canvas.draw_text(
                {24.0, heading_height(evaluation) + 4.0},
                fmt::format("accuracy {} %, n = {} clips; shade: share of the row",
                            percent_with_interval(measures.accuracy), measures.clip_count),
                {.size = 12.0, .color = kInk});
            const Box box{24.0, above, kRowNames + cell * count, matrix_height + kColumnNames};
            draw_confusion(canvas, box, measures);
            draw_scale(canvas, {box.right() + 18.0, above, 14.0, matrix_height});
          }};
}

}  // namespace airmark::tools
