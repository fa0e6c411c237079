#include "tools/evaluation/result_text.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>

#include "tools/evaluation/reports/perturbation_text.h"
#include "tools/training/report_tables.h"

namespace airmark::tools {

std::string result_text(const Evaluation& evaluation) {
  std::size_t widest = 6;
  for (const Measures& m : evaluation.measures) widest = std::max(widest, m.tagger.size());
  std::string text =
      fmt::format("{:<{}}  {:>6}  {:<21}  {:>5}  {:>8}  {:>5}  {:>8}  {:>8}\n", "tagger", widest,
                  "clips", "accuracy", "top 3", "macro F1", "ECE", "failures", "dollars");
  for (const Measures& m : evaluation.measures)
    text += fmt::format("{:<{}}  {:>6}  {:<21}  {:>5.3f}  {:>8.3f}  {:>5.3f}  {:>8}  {:>8.4f}\n",
                        m.tagger, widest, m.clip_count, estimate_text(m.accuracy), m.top3.value,
                        m.macro_f1.value, m.calibration_error.value, m.failure_count, m.cost_usd);
  if (!evaluation.effects.empty()) text += "\n" + perturbation_table(evaluation, "");
  for (const std::string& warning : evaluation.warnings) text += "\n" + warning;
  if (!evaluation.warnings.empty()) text += "\n";
  return text;
}

}  // namespace airmark::tools
