#include "tools/training/report_tables.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>

namespace airmark::tools {
namespace {

/// "0.032" or, where fits differ, "0.008–0.064".
std::string span_text(std::vector<double> values) {
  const auto [lowest, highest] = std::ranges::minmax(values);
  if (lowest == highest) return fmt::format("{:.3g}", lowest);
  return fmt::format("{:.3g}–{:.3g}", lowest, highest);
}

}  // namespace

std::string two_places(double number) { return fmt::format("{:.2f}", number); }
std::string three_places(double number) { return fmt::format("{:.3f}", number); }

std::string estimate_text(const Estimate& estimate) {
  return fmt::format("{:.3f} [{:.3f}, {:.3f}]", estimate.value, estimate.lowest, estimate.highest);
}

std::string trial_table(const std::vector<Trial>& trials) {
  std::string table =
      "| trained → tested | clips | accuracy | top-3 | ECE | log loss | l2 | T |\n"
      "|---|--:|---|---|---|--:|--:|--:|\n";
  for (const Trial& trial : trials) {
    const Figures& f = trial.figures;
    const std::string name = trial.note.empty() ? trial.name : trial.name + " (" + trial.note + ")";
    table += fmt::format("| {} | {} | {} | {} | {} | {:.3f} | {} | {} |\n", name, f.clip_count,
                         estimate_text(f.accuracy), estimate_text(f.top3),
                         estimate_text(f.calibration_error), f.log_loss, span_text(trial.l2),
                         span_text(trial.temperature));
  }
  return table;
}

std::string confusion_table(const Figures& figures, const std::vector<std::string>& classes) {
  std::string head = "| truth | recall |", rule = "|---|--:|", rows;
  for (std::size_t truth = 0; truth < classes.size(); ++truth) {
    head += fmt::format(" {} |", classes[truth]);
    rule += "--:|";
    rows += fmt::format("| {} | {:.2f} |", classes[truth], figures.recall[truth]);
    for (const std::size_t count : figures.confusion[truth]) rows += fmt::format(" {} |", count);
    rows += "\n";
  }
  return head + "\n" + rule + "\n" + rows;
}

}  // namespace airmark::tools
