#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "tools/evaluation/plots/axes.h"
#include "tools/evaluation/plots/labels.h"
#include "tools/evaluation/plots/palette.h"
#include "tools/evaluation/plots/panels.h"
#include "tools/evaluation/plots/pictures.h"

namespace airmark::tools {
namespace {

constexpr PanelPage kPage{410.0, 34.0};
constexpr double kCounts = 70.0;  // height of the lower part

/// 95 % interval of a share of `count` clips: Wilson 1927, which stays within 0..1.
Estimate with_interval(double share, std::size_t count) {
  constexpr double kZ = 1.959964;  // normal quantile of 97.5 %
  const auto n = static_cast<double>(count);
  const double spread = kZ * std::sqrt(share * (1.0 - share) / n + kZ * kZ / (4.0 * n * n));
  const double middle = share + kZ * kZ / (2.0 * n);
  const double scale = 1.0 + kZ * kZ / n;
  return {share, std::max(0.0, (middle - spread) / scale),
          std::min(1.0, (middle + spread) / scale)};
}

void draw_diagram(Canvas& canvas, const Axes& axes, const Measures& measures) {
  axes.draw_y(canvas, "accuracy (%)", true);
  draw_segment(canvas, axes.at(0.0, 0.0), axes.at(1.0, 1.0), {kGrey, 1.2, true});
  for (const ReliabilityBin& bin : measures.reliability) {
    if (bin.count == 0) continue;
    const Estimate accuracy = with_interval(bin.accuracy, bin.count);
    axes.draw_y_interval(canvas, bin.mean_confidence, accuracy.lowest, accuracy.highest, kBlue);
    draw_marker(canvas, axes.at(bin.mean_confidence, bin.accuracy), 0, 4.0);
  }
  axes.draw_frame(canvas);
}

/// Bars of the clips in each tenth, the number above each.
void draw_counts(Canvas& canvas, const Box& box, const Measures& measures) {
  std::size_t most = 1;
  for (const ReliabilityBin& bin : measures.reliability) most = std::max(most, bin.count);
  // The tallest bar leaves room for its number.
  const Axes axes(box, {0.0, 1.0, 0.2}, {0.0, 1.35 * static_cast<double>(most), 1.0});
  axes.draw_x(canvas, "confidence (%)", true);
  const double bin_width = box.width / static_cast<double>(measures.reliability.size());
  double left = box.left;
  for (const ReliabilityBin& bin : measures.reliability) {
    const double top = axes.y_of(static_cast<double>(bin.count));
    canvas.fill_box({left + 2.0, top, bin_width - 4.0, box.bottom() - top}, kSkyBlue);
    const std::string text = fmt::format("{}", bin.count);
    if (bin.count > 0)
      canvas.draw_text({left + bin_width / 2.0, top - 7.0}, text,
                       shrunk(canvas, text, bin_width - 2.0,
                              {.size = 10.0, .color = kInk, .align = Align::Center}));
    left += bin_width;
  }
  axes.draw_frame(canvas);
  canvas.draw_text({box.left - 14.0, box.top + box.height / 2.0}, "clips",
                   {.size = 12.0, .color = kInk, .align = Align::Center, .turn_degrees = -90.0});
}

std::string calibration(const Measures& measures) {
  return fmt::format("n = {}; calibration error {} % points", measures.clip_count,
                     percent_with_interval(measures.calibration_error));
}

}  // namespace

void draw_reliability(Canvas& canvas, const Box& box, const Measures& measures) {
  const double left = box.left + 48.0;
  const double width = box.width - 58.0;
  const Axes axes({left, box.top + 4.0, width, box.height - kCounts - 60.0}, {0.0, 1.0, 0.2},
                  {0.0, 1.0, 0.2});
  draw_diagram(canvas, axes, measures);
  draw_counts(canvas, {left, axes.frame().bottom() + 10.0, width, kCounts}, measures);
}

Picture reliability(const Evaluation& evaluation) {
  const double height = kPage.height(evaluation);
  return {kPage.width(evaluation), height, [=, &evaluation](Canvas& canvas) {
            kPage.draw(
                canvas, evaluation, "Reliability of the confidences",
                [&](std::size_t n) { return calibration(evaluation.measures[n]); },
                [&](const Box& box, std::size_t n) {
                  draw_reliability(canvas, box, evaluation.measures[n]);
                });
            canvas.draw_text({24.0, height - 22.0},
                             "dots: tenths of confidence, with Wilson's 95 % intervals; "
                             "dashed: perfectly calibrated",
                             {.size = 11.0, .color = kGrey});
          }};
}

}  // namespace airmark::tools
