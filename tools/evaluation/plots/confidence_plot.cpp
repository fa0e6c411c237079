#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <string>

#include "tools/evaluation/plots/axes.h"
#include "tools/evaluation/plots/labels.h"
#include "tools/evaluation/plots/palette.h"
#include "tools/evaluation/plots/panels.h"
#include "tools/evaluation/plots/pictures.h"

namespace airmark::tools {
namespace {

constexpr std::size_t kBins = 10;
constexpr PanelPage kPage{300.0, 34.0};

/// Clips by tenths of confidence.
struct Histogram {
  std::array<std::size_t, kBins> right{}, wrong{};

  std::size_t most() const {
    return std::max(*std::max_element(right.begin(), right.end()),
                    *std::max_element(wrong.begin(), wrong.end()));
  }
};

Histogram histogram_of(const TaggerAnswers& tagger) {
  Histogram histogram;
  for (const ClipAnswer& answer : tagger.answers) {
    if (answer.acquaintance == Acquaintance::TrainedOn) continue;
    const bool is_right = first_tag(answer.tags) == answer.actual_genre;
    const double confidence = answer.tags.tags.empty() ? 0.0 : answer.tags.confidence;
    const double tenth = std::clamp(confidence * static_cast<double>(kBins), 0.0, 9.0);
    ++(is_right ? histogram.right : histogram.wrong)[static_cast<std::size_t>(tenth)];
  }
  return histogram;
}

void draw_bars(Canvas& canvas, const Axes& axes, const Histogram& histogram) {
  const double bin_width = axes.frame().width / static_cast<double>(kBins);
  const double bar_width = bin_width * 0.42;
  const auto bar = [&](double left, std::size_t count, const Color& color) {
    const double top = axes.y_of(static_cast<double>(count));
    if (count > 0) canvas.fill_box({left, top, bar_width, axes.frame().bottom() - top}, color);
  };
  for (std::size_t n = 0; n < kBins; ++n) {
    const double left = axes.frame().left + bin_width * static_cast<double>(n);
    bar(left + bin_width * 0.06, histogram.right[n], kBlue);
    bar(left + bin_width * 0.52, histogram.wrong[n], kOrange);
  }
}

void draw_panel(Canvas& canvas, const Box& box, const TaggerAnswers& tagger) {
  const Histogram histogram = histogram_of(tagger);
  const Axes axes({box.left + 38.0, box.top, box.width - 44.0, box.height - 44.0}, {0.0, 1.0, 0.2},
                  count_axis(histogram.most()));
  axes.draw_x(canvas, "confidence (%)", true);
  axes.draw_y(canvas, "clips", false);
  draw_bars(canvas, axes, histogram);
  axes.draw_frame(canvas);
}

std::string means(const Measures& measures) {
  return fmt::format("n = {}; mean {} % when right, {} % when wrong", measures.clip_count,
                     percent(measures.mean_confidence_right),
                     percent(measures.mean_confidence_wrong));
}

void draw_legend(Canvas& canvas, double y) {
  const TextStyle style{.size = 11.5, .color = kInk};
  canvas.fill_box({24.0, y - 6.0, 12.0, 12.0}, kBlue);
  canvas.draw_text({42.0, y}, "right answers", style);
  canvas.fill_box({150.0, y - 6.0, 12.0, 12.0}, kOrange);
  canvas.draw_text({168.0, y}, "wrong answers; no answer is wrong with confidence 0", style);
}

}  // namespace

Picture confidence_analysis(const Evaluation& evaluation) {
  const double height = kPage.height(evaluation);
  return {
      kPage.width(evaluation), height, [=, &evaluation](Canvas& canvas) {
        kPage.draw(
            canvas, evaluation, "Confidence of right and of wrong answers",
            [&](std::size_t n) { return means(evaluation.measures[n]); },
            [&](const Box& box, std::size_t n) { draw_panel(canvas, box, evaluation.taggers[n]); });
        draw_legend(canvas, height - 22.0);
      }};
}

}  // namespace airmark::tools
