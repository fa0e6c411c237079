#include "tools/evaluation/reports/csv_reports.h"

#include <string_view>
#include <utility>
#include <vector>

#include "tools/common/csv_text.h"
#include "tools/evaluation/reports/figure_text.h"

namespace airmark::tools {
namespace {

using Column = std::pair<std::string_view, std::string>;

std::string count_text(std::size_t count) { return std::to_string(count); }

void add_estimate(std::vector<std::string>& row, const Estimate& estimate) {
  for (const double number : {estimate.value, estimate.lowest, estimate.highest})
    row.push_back(csv_number(number));
}

std::string csv_row(const std::vector<std::string>& cells) {
  std::string row;
  for (const std::string& cell : cells) row += (row.empty() ? "" : ",") + csv_field(cell);
  return row + "\n";
}

std::vector<Column> counts_and_costs(const Measures& m, const EvaluationOrigin& origin) {
  return {{"mean_confidence_right", csv_number(m.mean_confidence_right)},
          {"mean_confidence_wrong", csv_number(m.mean_confidence_wrong)},
          {"accuracy_of_surest_half", csv_number(m.accuracy_of_surest_half)},
          {"out_of_fold_count", count_text(m.out_of_fold_count)},
          {"failure_count", count_text(m.failure_count)},
          {"parse_failure_count", count_text(m.parse_failure_count)},
          {"unsure_count", count_text(m.unsure_count)},
          {"trained_on_count", count_text(m.trained_on_count)},
          {"trained_on_accuracy",
           m.trained_on_count > 0 ? csv_number(m.trained_on_accuracy) : std::string()},
          {"input_tokens", std::to_string(m.input_tokens)},
          {"output_tokens", std::to_string(m.output_tokens)},
          {"cost_usd", csv_number(m.cost_usd, true)},
          {"split", origin.split},
          {"split_note", origin.split_note}};
}

std::string performance_head() {
  std::vector<std::string> head{"tagger", "clip_count"};
  for (const auto& [name, label, estimate] : headline_figures())
    for (const char* end : {"", "_lowest", "_highest"}) head.push_back(std::string(name) + end);
  for (const Column& column : counts_and_costs({}, {})) head.emplace_back(column.first);
  return csv_row(head);
}

std::string performance_row(const Measures& m, const EvaluationOrigin& origin) {
  std::vector<std::string> row{m.tagger, count_text(m.clip_count)};
  for (const HeadlineFigure& figure : headline_figures()) add_estimate(row, m.*figure.estimate);
  for (const Column& column : counts_and_costs(m, origin)) row.push_back(column.second);
  return csv_row(row);
}

std::string effect_row(const PerturbationEffect& e) {
  std::vector<std::string> row{e.tagger, e.perturbation, count_text(e.clip_count),
                               count_text(e.unchanged_count), count_text(e.failure_count)};
  add_estimate(row, e.accuracy);
  add_estimate(row, e.difference);
  row.push_back(count_text(e.right_to_wrong));
  row.push_back(count_text(e.wrong_to_right));
  for (const double number : {e.mcnemar_p, e.changed_share, e.mean_confidence, e.confidence_drop})
    row.push_back(csv_number(number));
  return csv_row(row);
}

}  // namespace

std::string performance_csv(const Evaluation& evaluation) {
  std::string text = performance_head();
  for (const Measures& m : evaluation.measures) text += performance_row(m, evaluation.origin);
  return text;
}

std::string confusion_csv(const Evaluation& evaluation) {
  std::string text = "tagger,actual,predicted,count\n";
  for (const Measures& m : evaluation.measures)
    for (std::size_t actual = 0; actual < m.genres.size(); ++actual)
      for (std::size_t predicted = 0; predicted < m.confusion[actual].size(); ++predicted)
        text += csv_row({m.tagger, m.genres[actual], predicted_name(m, predicted),
                         count_text(m.confusion[actual][predicted])});
  return text;
}

std::string perturbations_csv(const Evaluation& evaluation) {
  std::string text =
      "tagger,perturbation,clip_count,unchanged_count,failure_count,accuracy,accuracy_lowest,"
      "accuracy_highest,difference,difference_lowest,difference_highest,right_to_wrong,"
      "wrong_to_right,mcnemar_p,changed_share,mean_confidence,confidence_drop\n";
  for (const PerturbationEffect& effect : evaluation.effects) text += effect_row(effect);
  return text;
}

std::string worth_a_look_csv(const Evaluation& evaluation) {
  std::string text = "rank,file,priority,reason\n";
  std::size_t rank = 0;
  for (const WorthALook& clip : evaluation.worth_a_look)
    text += csv_row({count_text(++rank), clip.file, csv_number(clip.priority), clip.reason});
  return text;
}

}  // namespace airmark::tools
