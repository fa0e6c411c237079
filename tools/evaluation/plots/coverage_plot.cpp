#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tools/evaluation/plots/axes.h"
#include "tools/evaluation/plots/labels.h"
#include "tools/evaluation/plots/palette.h"
#include "tools/evaluation/plots/pictures.h"

namespace airmark::tools {
namespace {

constexpr double kPageWidth = 860.0;
constexpr double kPlotHeight = 380.0;
constexpr double kLegendLine = 22.0;
constexpr double kFewestClips = 20.0;  // of fewer the accuracy is mostly chance
constexpr double kMarkerEvery = 0.1;   // of coverage

/// Those of enough clips; all where the tagger never answered so many.
std::vector<CoveragePoint> steady_points(const Measures& measures) {
  std::vector<CoveragePoint> points;
  for (const CoveragePoint& point : measures.coverage)
    if (point.coverage * static_cast<double>(measures.clip_count) >= kFewestClips - 0.5)
      points.push_back(point);
  return points.empty() ? measures.coverage : points;
}

void draw_curve(Canvas& canvas, const Axes& axes, const Measures& measures, std::size_t n) {
  std::vector<Point> line;
  double next_marker = 0.0;
  const std::vector<CoveragePoint> points = steady_points(measures);
  for (const CoveragePoint& point : points) line.push_back(axes.at(point.coverage, point.accuracy));
  // Second rounds of the colours are dashed.
  if (line.size() > 1) canvas.draw_line(line, {series_color(n), 1.8, n >= 8});
  for (std::size_t k = 0; k < points.size(); ++k) {
    if (points[k].coverage < next_marker && k + 1 < points.size()) continue;
    draw_marker(canvas, line[k], n, 4.0);
    next_marker = points[k].coverage + kMarkerEvery;
  }
}

void draw_legend(Canvas& canvas, const Evaluation& evaluation, double top) {
  const TextStyle style{.size = 11.5, .color = kInk};
  const double width = (kPageWidth - 60.0) / 2.0;
  for (std::size_t n = 0; n < evaluation.measures.size(); ++n) {
    const Measures& measures = evaluation.measures[n];
    const double left = 40.0 + width * static_cast<double>(n % 2);
    const double y = top + kLegendLine * static_cast<double>(n / 2);
    draw_segment(canvas, {left, y}, {left + 28.0, y}, {series_color(n), 1.8, n >= 8});
    draw_marker(canvas, {left + 14.0, y}, n, 4.0);
    const std::string figures = fmt::format("  n = {}; surest half: {} %", measures.clip_count,
                                            percent(measures.accuracy_of_surest_half));
    const double room = width - 54.0 - canvas.text_width(figures, style);
    canvas.draw_text({left + 36.0, y}, fitted(canvas, measures.tagger, room, style) + figures,
                     style);
  }
}

}  // namespace

Picture coverage(const Evaluation& evaluation) {
  const double top = heading_height(evaluation) + 6.0;
  const std::size_t lines = (evaluation.measures.size() + 1) / 2;
  const double height = top + kPlotHeight + 96.0 + kLegendLine * static_cast<double>(lines);
  return {kPageWidth, height, [=, &evaluation](Canvas& canvas) {
            draw_heading(canvas, kPageWidth, "Accuracy of the surest answers", evaluation);
            double least = 1.0;
            for (const Measures& measures : evaluation.measures)
              for (const CoveragePoint& point : steady_points(measures))
                least = std::min(least, point.accuracy);
            const Axes axes({84.0, top, kPageWidth - 124.0, kPlotHeight}, {0.0, 1.0, 0.1},
                            share_axis_from(least));
            axes.draw_x(canvas, "coverage (% of clips, surest first)", true);
            axes.draw_y(canvas, "accuracy (% of the clips covered)", true);
            axes.draw_frame(canvas);
            for (std::size_t n = 0; n < evaluation.measures.size(); ++n)
              draw_curve(canvas, axes, evaluation.measures[n], n);
            canvas.draw_text(
                {40.0, top + kPlotHeight + 56.0},
                "curves begin at 20 clips, where there are so many; of fewer, the accuracy is "
                "mostly chance",
                {.size = 11.0, .color = kGrey});
            draw_legend(canvas, evaluation, top + kPlotHeight + 80.0);
          }};
}

}  // namespace airmark::tools
