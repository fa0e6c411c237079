#include "tools/evaluation/reports/perturbation_text.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>

#include "tools/evaluation/reports/figure_text.h"
#include "tools/training/report_tables.h"

namespace airmark::tools {

std::string perturbation_table(const Evaluation& evaluation, const std::string& indent) {
  if (evaluation.effects.empty()) return "";
  constexpr std::size_t kName = 12;
  std::size_t widest = 6;
  for (const PerturbationEffect& e : evaluation.effects) widest = std::max(widest, e.tagger.size());
  std::string text = fmt::format("{}{:<{}}  {:<{}}  {:>5}  {:<21}  {:<23}  {:<9}  {:>7}  {:>10}\n",
                                 indent, "tagger", widest, "perturbation", kName, "clips",
                                 "accuracy", "difference", "McNemar", "changed", "confidence");
  for (const PerturbationEffect& e : evaluation.effects)
    text += fmt::format("{}{:<{}}  {:<{}}  {:>5}  {:<21}  {:<23}  {:<9}  {:>7}  {:>10}\n", indent,
                        e.tagger, widest, e.perturbation, kName, e.clip_count,
                        estimate_text(e.accuracy), signed_estimate_text(e.difference),
                        p_text(e.mcnemar_p), percent_text(e.changed_share),
                        signed_places(-e.confidence_drop));
  return text;
}

}  // namespace airmark::tools
