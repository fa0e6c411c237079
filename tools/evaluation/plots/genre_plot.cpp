#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "tools/evaluation/plots/axes.h"
#include "tools/evaluation/plots/labels.h"
#include "tools/evaluation/plots/palette.h"
#include "tools/evaluation/plots/panels.h"
#include "tools/evaluation/plots/pictures.h"

namespace airmark::tools {
namespace {

constexpr double kTaggerNames = 260.0;
constexpr double kGenreNames = 116.0;
constexpr double kRow = 36.0;

/// Every genre that any tagger was asked for or named, and the most clips that counted for one.
std::map<std::string, std::size_t> all_genres(const Evaluation& evaluation) {
  std::map<std::string, std::size_t> support;
  for (const Measures& measures : evaluation.measures)
    for (const GenreMeasures& genre : measures.by_genre) {
      std::size_t& most = support[genre.genre];
      most = std::max(most, genre.support);
    }
  return support;
}

const GenreMeasures* find_genre(const Measures& measures, const std::string& genre) {
  const auto found = std::find_if(measures.by_genre.begin(), measures.by_genre.end(),
                                  [&](const GenreMeasures& one) { return one.genre == genre; });
  return found == measures.by_genre.end() ? nullptr : &*found;
}

/// Without clips of the genre there is no recall, thus no F1: a dash.
void draw_score(Canvas& canvas, const Box& cell, const GenreMeasures* genre) {
  const bool is_measured = genre != nullptr && genre->support > 0;
  const std::string text = is_measured ? percent(genre->f1) : "–";
  canvas.fill_box(cell, is_measured ? shade(genre->f1) : kPaper);
  draw_box(canvas, cell, {kGridGrey, 1.0, false});
  const TextStyle style{
      .size = 12.0, .color = is_measured ? ink_on_shade(genre->f1) : kGrey, .align = Align::Center};
  canvas.draw_text({cell.left + cell.width / 2.0, cell.top + cell.height / 2.0}, text,
                   shrunk(canvas, text, cell.width - 5.0, style));
}

void draw_heat_map(Canvas& canvas, const Evaluation& evaluation, const Point& at, double cell) {
  const TextStyle tagger_name{.size = 12.0, .color = kInk, .align = Align::Right};
  const TextStyle genre_name{
      .size = 12.0, .color = kInk, .align = Align::Right, .turn_degrees = -45.0};
  const auto genres = all_genres(evaluation);
  for (std::size_t n = 0; n < evaluation.measures.size(); ++n) {
    const double top = at.y + kRow * static_cast<double>(n);
    const std::string& tagger = evaluation.measures[n].tagger;
    canvas.draw_text({at.x - 8.0, top + kRow / 2.0},
                     fitted(canvas, tagger, kTaggerNames - 36.0, tagger_name), tagger_name);
    double left = at.x;
    for (const auto& [genre, support] : genres) {
      draw_score(canvas, {left, top, cell, kRow}, find_genre(evaluation.measures[n], genre));
      left += cell;
    }
  }
  double middle = at.x + cell / 2.0;
  const double bottom = at.y + kRow * static_cast<double>(evaluation.measures.size());
  for (const auto& [genre, support] : genres) {
    const std::string name = fmt::format("{} ({})", genre_label(genre), support);
    canvas.draw_text({middle + 4.0, bottom + 9.0}, fitted(canvas, name, 118.0, genre_name),
                     genre_name);
    middle += cell;
  }
}

}  // namespace

Picture genre_performance(const Evaluation& evaluation) {
  const auto genre_count = static_cast<double>(all_genres(evaluation).size());
  const double cell = std::clamp(700.0 / genre_count, 34.0, 64.0);
  const double width = std::max(620.0, kTaggerNames + cell * genre_count + 30.0);
  const double top = heading_height(evaluation) + 28.0;
  const double height =
      top + kRow * static_cast<double>(evaluation.measures.size()) + kGenreNames + 16.0;
  return {width, height, [=, &evaluation](Canvas& canvas) {
            draw_heading(canvas, width, "F1 score of each genre (%)", evaluation);
            canvas.draw_text({24.0, heading_height(evaluation) + 4.0},
                             "in brackets: clips of the genre; –: none, thus no score",
                             {.size = 12.0, .color = kInk});
            draw_heat_map(canvas, evaluation, {kTaggerNames, top}, cell);
            canvas.draw_text({24.0, height - 20.0}, "columns: actual genre; rows: tagger",
                             {.size = 11.0, .color = kGrey});
          }};
}

void draw_genre_dots(Canvas& canvas, const Box& box, const Measures& measures) {
  std::vector<GenreMeasures> genres = measures.by_genre;
  std::stable_sort(genres.begin(), genres.end(), [](const auto& a, const auto& b) {
    return (a.support > 0 ? a.f1 : -1.0) > (b.support > 0 ? b.f1 : -1.0);
  });
  const Axes axes({box.left + 120.0, box.top, box.width - 170.0, box.height - 44.0},
                  {0.0, 1.0, 0.2}, {0.0, 1.0, 1.0});
  axes.draw_x(canvas, "F1 score (%)", true);
  axes.draw_frame(canvas);
  const double row = axes.frame().height / static_cast<double>(genres.size());
  const TextStyle name{.size = std::min(12.0, row * 0.75), .color = kInk, .align = Align::Right};
  const TextStyle figure{.size = name.size, .color = kInk};
  double y = box.top + row / 2.0;
  for (const GenreMeasures& genre : genres) {
    const std::string label = fmt::format("{} ({})", genre_label(genre.genre), genre.support);
    canvas.draw_text({axes.frame().left - 8.0, y}, fitted(canvas, label, 110.0, name), name);
    const bool is_measured = genre.support > 0;
    if (is_measured) {
      draw_segment(canvas, {axes.x_of(0.0), y}, {axes.x_of(genre.f1), y}, {kSkyBlue, 1.5, false});
      draw_marker(canvas, {axes.x_of(genre.f1), y}, 0, std::min(4.5, row * 0.35));
    }
    canvas.draw_text({axes.frame().right() + 8.0, y}, is_measured ? percent(genre.f1) : "–",
                     figure);
    y += row;
  }
}

}  // namespace airmark::tools
