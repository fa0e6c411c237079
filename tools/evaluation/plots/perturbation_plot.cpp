#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "tools/evaluation/plots/axes.h"
#include "tools/evaluation/plots/labels.h"
#include "tools/evaluation/plots/palette.h"
#include "tools/evaluation/plots/pictures.h"

namespace airmark::tools {
namespace {

constexpr double kPageWidth = 960.0;
constexpr double kNames = 250.0;    // left of the axes
constexpr double kNumbers = 220.0;  // right of them
constexpr double kRow = 22.0;       // of one tagger
constexpr double kGap = 12.0;       // between perturbations
constexpr double kLegendLine = 22.0;

/// From the least to the greatest end of an interval in round steps, zero among them.
AxisRange difference_axis(const Evaluation& evaluation) {
  double least = -0.01, most = 0.01;
  for (const PerturbationEffect& effect : evaluation.effects) {
    least = std::min(least, effect.difference.lowest);
    most = std::max(most, effect.difference.highest);
  }
  constexpr std::array<double, 6> kSteps{0.01, 0.02, 0.05, 0.1, 0.2, 0.5};
  const auto* const step = std::ranges::find_if(
      kSteps, [&](double candidate) { return (most - least) / candidate <= 8.0; });
  return {*step * std::floor(least / *step + 1e-9), *step * std::ceil(most / *step - 1e-9), *step};
}

double group_height(const Evaluation& evaluation) {
  return kRow * static_cast<double>(evaluation.taggers.size()) + kGap;
}

/// "-2.5", "+0.0" in percentage points; a zero has no minus.
std::string points_text(double share) {
  const double rounded = std::round(1000.0 * share) / 10.0;
  return fmt::format("{:+.1f}", rounded == 0.0 ? 0.0 : rounded);
}

void draw_effect(Canvas& canvas, const Axes& axes, double y, const PerturbationEffect& effect,
                 std::size_t tagger) {
  const Estimate& difference = effect.difference;
  axes.draw_x_interval(canvas, y, difference.lowest, difference.highest, series_color(tagger));
  draw_marker(canvas, {axes.x_of(difference.value), y}, tagger, 4.5);
  const std::string figures =
      fmt::format("{} [{}, {}]", points_text(difference.value), points_text(difference.lowest),
                  points_text(difference.highest));
  canvas.draw_text({axes.frame().right() + 12.0, y}, figures, {.size = 11.5, .color = kInk});
  canvas.draw_text({kPageWidth - 24.0, y}, percent(effect.changed_share),
                   {.size = 11.5, .color = kInk, .align = Align::Right});
}

void draw_group(Canvas& canvas, const Axes& axes, double top, const Evaluation& evaluation,
                std::size_t perturbation) {
  const PerturbedAnswers& one = evaluation.perturbed[perturbation];
  const double middle = top + group_height(evaluation) / 2.0;
  const double room = kNames - 34.0;
  const TextStyle name{.size = 12.5, .color = kInk, .align = Align::Right};
  const TextStyle small{.size = 10.5, .color = kGrey, .align = Align::Right};
  const double right = axes.frame().left - 10.0;
  canvas.draw_text({right, middle - 7.5}, fitted(canvas, one.perturbation, room, name), name);
  canvas.draw_text({right, middle + 7.5}, fitted(canvas, one.meaning, room, small), small);
  const std::size_t count = evaluation.perturbed.size();
  for (std::size_t t = 0; t < evaluation.taggers.size(); ++t)
    draw_effect(canvas, axes, top + kGap / 2.0 + kRow * (static_cast<double>(t) + 0.5),
                evaluation.effects[t * count + perturbation], t);
  if (perturbation > 0)
    draw_segment(canvas, {axes.frame().left, top}, {axes.frame().right(), top},
                 {kGridGrey, 1.0, false});
}

void draw_heads(Canvas& canvas, const Axes& axes) {
  const double y = axes.frame().top - 12.0;
  const TextStyle style{.size = 11.0, .color = kGrey};
  canvas.draw_text({axes.frame().right() + 12.0, y}, "difference", style);
  canvas.draw_text({kPageWidth - 24.0, y}, "other answer, %",
                   {.size = 11.0, .color = kGrey, .align = Align::Right});
}

void draw_legend(Canvas& canvas, const Evaluation& evaluation, double top) {
  const TextStyle style{.size = 11.5, .color = kInk};
  const double width = (kPageWidth - 60.0) / 2.0;
  for (std::size_t t = 0; t < evaluation.measures.size(); ++t) {
    const Measures& measures = evaluation.measures[t];
    const Point at{40.0 + width * static_cast<double>(t % 2),
                   top + kLegendLine * static_cast<double>(t / 2)};
    draw_marker(canvas, {at.x + 8.0, at.y}, t, 4.5);
    const std::string figures = fmt::format(": {} % undisturbed, n = {}",
                                            percent(measures.accuracy.value), measures.clip_count);
    const double room = width - 40.0 - canvas.text_width(figures, style);
    canvas.draw_text({at.x + 22.0, at.y}, fitted(canvas, measures.tagger, room, style) + figures,
                     style);
  }
}

}  // namespace

Picture perturbation_effects(const Evaluation& evaluation) {
  const double top = heading_height(evaluation) + 24.0;
  const double rows = group_height(evaluation) * static_cast<double>(evaluation.perturbed.size());
  const std::size_t lines = (evaluation.taggers.size() + 1) / 2;
  const double height = top + rows + 80.0 + kLegendLine * static_cast<double>(lines);
  return {kPageWidth, height, [=, &evaluation](Canvas& canvas) {
            draw_heading(canvas, kPageWidth, "What small changes of the sound do to the accuracy",
                         evaluation);
            const Axes axes({kNames, top, kPageWidth - kNames - kNumbers, rows},
                            difference_axis(evaluation), {0.0, 1.0, 1.0});
            axes.draw_x(canvas, "accuracy after less before (percentage points)", true);
            draw_segment(canvas, {axes.x_of(0.0), top}, {axes.x_of(0.0), top + rows},
                         {kInk, 1.4, false});
            axes.draw_frame(canvas);
            draw_heads(canvas, axes);
            for (std::size_t p = 0; p < evaluation.perturbed.size(); ++p)
              draw_group(canvas, axes, top + group_height(evaluation) * static_cast<double>(p),
                         evaluation, p);
            draw_legend(canvas, evaluation, top + rows + 66.0);
          }};
}

}  // namespace airmark::tools
