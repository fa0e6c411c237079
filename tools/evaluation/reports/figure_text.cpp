#include "tools/evaluation/reports/figure_text.h"

#include <spdlog/fmt/fmt.h>

#include <array>
#include <cmath>

namespace airmark::tools {
namespace {

constexpr std::array<HeadlineFigure, 7> kHeadlines{{
    {"accuracy", "accuracy", &Measures::accuracy},
    {"top3", "among the first three", &Measures::top3},
    {"balanced_accuracy", "balanced accuracy", &Measures::balanced_accuracy},
    {"macro_f1", "macro F1", &Measures::macro_f1},
    {"cohen_kappa", "Cohen's kappa", &Measures::cohen_kappa},
    {"calibration_error", "calibration error", &Measures::calibration_error},
    {"brier_score", "Brier score", &Measures::brier_score},
}};

constexpr std::string_view kNoAnswer = "no answer";

/// The usual level; below it a difference is called one.
constexpr double kSignificance = 0.05;

}  // namespace

std::span<const HeadlineFigure> headline_figures() { return kHeadlines; }

std::string percent_text(double share) { return fmt::format("{:.1f} %", 100.0 * share); }

std::string signed_places(double number) {
  const double rounded = std::round(1000.0 * number) / 1000.0;
  return fmt::format("{:+.3f}", rounded == 0.0 ? 0.0 : rounded);  // a zero has no minus
}

std::string signed_estimate_text(const Estimate& e) {
  return fmt::format("{} [{}, {}]", signed_places(e.value), signed_places(e.lowest),
                     signed_places(e.highest));
}

std::string p_text(double p) {
  return p < 0.001 ? std::string("p < 0.001") : fmt::format("p = {:.3f}", p);
}

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string predicted_name(const Measures& measures, std::size_t column) {
  return column < measures.genres.size() ? measures.genres[column] : std::string(kNoAnswer);
}

std::string genre_or_none(std::string_view predicted) {
  return std::string(predicted.empty() ? kNoAnswer : predicted);
}

std::string comparison_sentence(const Comparison& c) {
  const std::string verdict = c.mcnemar_p < kSignificance ? "the difference is more than chance"
                                                          : "no difference can be told from chance";
  return fmt::format(
      "{} against {} on {}: accuracy {}, right alone {} against {}, "
      "McNemar {}: {}.",
      c.first, c.second, counted(c.clip_count, "song"), signed_estimate_text(c.accuracy_difference),
      c.only_first_right, c.only_second_right, p_text(c.mcnemar_p), verdict);
}

}  // namespace airmark::tools
