#include "tools/evaluation/reports/classification_text.h"

#include <spdlog/fmt/fmt.h>

#include <string_view>

#include "tools/evaluation/reports/figure_text.h"
#include "tools/evaluation/reports/perturbation_text.h"
#include "tools/evaluation/reports/protocol.h"
#include "tools/training/report_tables.h"

namespace airmark::tools {
namespace {

constexpr std::size_t kLabelWidth = 26;

std::string underlined(std::string_view title) {
  return fmt::format("{}\n{}\n\n", title, std::string(title.size(), '='));
}

std::string labelled(std::string_view label, const std::string& text) {
  return fmt::format("  {:<{}} {}\n", label, kLabelWidth, text);
}

/// "" or "  (not comparable: …)": stands beside every figure of such a split.
std::string note_mark(const EvaluationOrigin& origin) {
  return origin.split_note.empty() ? "" : "  (" + origin.split_note + ")";
}

std::string headlines(const Measures& m, const EvaluationOrigin& origin) {
  std::string text = labelled("songs that count", std::to_string(m.clip_count));
  for (const HeadlineFigure& figure : headline_figures())
    text += labelled(figure.label, estimate_text(m.*figure.estimate) + note_mark(origin));
  text += labelled("accuracy of surest half", three_places(m.accuracy_of_surest_half));
  text +=
      labelled("mean confidence", fmt::format("{:.3f} where right, {:.3f} where wrong",
                                              m.mean_confidence_right, m.mean_confidence_wrong));
  text += labelled("without an answer",
                   fmt::format("{} ({} unreadable replies); {} answered \"cannot tell\"",
                               m.failure_count, m.parse_failure_count, m.unsure_count));
  text += labelled("tokens and dollars", fmt::format("{} in, {} out, ${:.4f}", m.input_tokens,
                                                     m.output_tokens, m.cost_usd));
  return text;
}

std::string table_row(std::string_view name, const MeanMeasures& mean, std::size_t support) {
  return fmt::format("  {:<14}{:>11.2f}{:>11.2f}{:>11.2f}{:>11}\n", name, mean.precision,
                     mean.recall, mean.f1, support);
}

std::string genre_table(const Measures& m) {
  std::string text = fmt::format("\n  {:<14}{:>11}{:>11}{:>11}{:>11}\n\n", "", "precision",
                                 "recall", "f1-score", "support");
  for (const GenreMeasures& g : m.by_genre)
    text += table_row(g.genre, {g.precision, g.recall, g.f1}, g.support);
  text += fmt::format("\n  {:<14}{:>33.2f}{:>11}\n", "accuracy", m.accuracy.value, m.clip_count);
  return text + table_row("macro avg", m.macro, m.clip_count) +
         table_row("weighted avg", m.weighted, m.clip_count);
}

std::string trained_on(const Measures& m) {
  if (m.trained_on_count == 0) return "";
  return fmt::format(
      "\n  Apart: accuracy {:.3f} on {} that the model was trained on. This is memory, no test.\n",
      m.trained_on_accuracy, counted(m.trained_on_count, "song"));
}

std::string list_of(std::string_view title, const std::vector<std::string>& sentences) {
  if (sentences.empty()) return "";
  std::string text = underlined(title);
  for (const std::string& sentence : sentences) text += "- " + sentence + "\n";
  return text + "\n";
}

std::vector<std::string> comparison_sentences(const Evaluation& evaluation) {
  std::vector<std::string> sentences;
  for (const Comparison& comparison : evaluation.comparisons)
    sentences.push_back(comparison_sentence(comparison));
  return sentences;
}

std::string perturbations(const Evaluation& evaluation) {
  const std::string table = perturbation_table(evaluation, "  ");
  return table.empty() ? "" : underlined("After small changes of the sound") + table + "\n";
}

}  // namespace

std::string classification_text(const Evaluation& evaluation) {
  std::string text = list_of("Read this first", evaluation.warnings);
  for (const Measures& m : evaluation.measures)
    text += underlined(m.tagger) + headlines(m, evaluation.origin) + genre_table(m) +
            trained_on(m) + "\n";
  return text + list_of("Taggers against each other", comparison_sentences(evaluation)) +
         perturbations(evaluation) + list_of("Protocol", protocol_of(evaluation));
}

}  // namespace airmark::tools
