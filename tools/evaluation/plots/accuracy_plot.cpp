#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <string>

#include "tools/evaluation/plots/axes.h"
#include "tools/evaluation/plots/labels.h"
#include "tools/evaluation/plots/palette.h"
#include "tools/evaluation/plots/pictures.h"

namespace airmark::tools {
namespace {

constexpr double kPageWidth = 960.0;
constexpr double kNames = 280.0;    // left of the axes
constexpr double kNumbers = 210.0;  // right of them
constexpr double kRow = 34.0;
constexpr std::size_t kAlone = 0, kAsking = 1;  // signs of taggers without and with an LLM

/// Of all genres that have clips.
std::size_t genre_count(const Evaluation& evaluation) {
  std::size_t most = 1;
  for (const Measures& measures : evaluation.measures) {
    const auto count = std::count_if(measures.by_genre.begin(), measures.by_genre.end(),
                                     [](const GenreMeasures& genre) { return genre.support > 0; });
    most = std::max(most, static_cast<std::size_t>(count));
  }
  return most;
}

/// The accuracy that any language model has to beat; empty where there is nothing to compare.
std::optional<double> baseline(const Evaluation& evaluation) {
  std::optional<double> best;
  bool has_llm = false;
  for (std::size_t n = 0; n < evaluation.taggers.size(); ++n) {
    has_llm = has_llm || evaluation.taggers[n].asks_llm;
    if (!evaluation.taggers[n].asks_llm)
      best = std::max(best.value_or(0.0), evaluation.measures[n].accuracy.value);
  }
  return has_llm ? best : std::nullopt;
}

void draw_row(Canvas& canvas, const Axes& axes, double y, const TaggerAnswers& tagger,
              const Measures& measures) {
  const TextStyle name{.size = 12.5, .color = kInk, .align = Align::Right};
  canvas.draw_text({axes.frame().left - 10.0, y},
                   fitted(canvas, measures.tagger, kNames - 40.0, name), name);
  const std::size_t sign = tagger.asks_llm ? kAsking : kAlone;
  axes.draw_x_interval(canvas, y, measures.accuracy.lowest, measures.accuracy.highest,
                       series_color(sign));
  draw_marker(canvas, {axes.x_of(measures.accuracy.value), y}, sign, 5.0);
  const std::string figures =
      fmt::format("{}  n = {}", percent_with_interval(measures.accuracy), measures.clip_count);
  canvas.draw_text({axes.frame().right() + 12.0, y}, figures,
                   shrunk(canvas, figures, kNumbers - 30.0, {.size = 12.0, .color = kInk}));
}

/// A line through all rows; what it is stands in the legend.
void draw_level(Canvas& canvas, const Axes& axes, double accuracy, const Color& color,
                bool is_dashed) {
  const double x = axes.x_of(accuracy);
  draw_segment(canvas, {x, axes.frame().top}, {x, axes.frame().bottom()}, {color, 1.4, is_dashed});
}

class Legend {
 public:
  Legend(Canvas& canvas, const Point& at) : canvas_(canvas), at_(at) {}

  void add_sign(std::size_t sign, const std::string& text) {
    draw_marker(canvas_, {at_.x + 12.0, at_.y}, sign, 5.0);
    add_text(text);
  }
  void add_line(const Color& color, bool is_dashed, const std::string& text) {
    draw_segment(canvas_, at_, {at_.x + 24.0, at_.y}, {color, 1.4, is_dashed});
    add_text(text);
  }

 private:
  void add_text(const std::string& text) {
    const TextStyle style{.size = 11.5, .color = kInk};
    canvas_.draw_text({at_.x + 30.0, at_.y}, text, style);
    at_.x += 30.0 + canvas_.text_width(text, style) + 24.0;
  }

  Canvas& canvas_;
  Point at_;
};

void draw_legend(Canvas& canvas, const Point& at, const Evaluation& evaluation) {
  Legend legend(canvas, at);
  const auto asks = [](const TaggerAnswers& tagger) { return tagger.asks_llm; };
  const auto& taggers = evaluation.taggers;
  if (!std::all_of(taggers.begin(), taggers.end(), asks)) legend.add_sign(kAlone, "without an LLM");
  if (std::any_of(taggers.begin(), taggers.end(), asks)) legend.add_sign(kAsking, "with an LLM");
  if (const auto level = baseline(evaluation))
    legend.add_line(series_color(kAlone), true,
                    fmt::format("baseline: best without an LLM, {} %", percent(*level)));
  legend.add_line(kGrey, false,
                  fmt::format("chance, 1 of {} genres: {} %", genre_count(evaluation),
                              percent(1.0 / static_cast<double>(genre_count(evaluation)))));
}

}  // namespace

Picture accuracy_comparison(const Evaluation& evaluation) {
  const double top = heading_height(evaluation) + 8.0;
  const double rows = kRow * static_cast<double>(evaluation.measures.size());
  const double height = top + rows + 90.0;
  return {kPageWidth, height, [=, &evaluation](Canvas& canvas) {
            draw_heading(canvas, kPageWidth, "Accuracy of each tagger", evaluation);
            const Axes axes({kNames, top, kPageWidth - kNames - kNumbers, rows}, {0.0, 1.0, 0.2},
                            {0.0, 1.0, 1.0});
            axes.draw_x(canvas, "accuracy (% of clips), whiskers: 95 % interval by bootstrap",
                        true);
            const double chance = 1.0 / static_cast<double>(genre_count(evaluation));
            draw_level(canvas, axes, chance, kGrey, false);
            if (const auto level = baseline(evaluation))
              draw_level(canvas, axes, *level, series_color(kAlone), true);
            axes.draw_frame(canvas);
            for (std::size_t n = 0; n < evaluation.measures.size(); ++n)
              draw_row(canvas, axes, top + kRow * (static_cast<double>(n) + 0.5),
                       evaluation.taggers[n], evaluation.measures[n]);
            draw_legend(canvas, {40.0, top + rows + 66.0}, evaluation);
          }};
}

}  // namespace airmark::tools
