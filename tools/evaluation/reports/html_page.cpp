#include "tools/evaluation/reports/html_page.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

#include "tools/evaluation/reports/figure_text.h"
#include "tools/evaluation/reports/html_style.h"
#include "tools/evaluation/reports/html_tagger.h"
#include "tools/evaluation/reports/html_text.h"
#include "tools/evaluation/reports/protocol.h"
#include "tools/evaluation/reports/song_review.h"
#include "tools/training/report_tables.h"

namespace airmark::tools {
namespace {

std::string head() {
  return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         "<title>airmark: evaluation</title>\n<style>" +
         std::string(kPageStyle) + "</style>\n</head>\n<body>\n";
}

std::string title(const EvaluationOrigin& origin) {
  return "<h1>How well are the songs tagged?</h1>\n<p class=\"origin\">" +
         html_escaped(fmt::format("{} · split {} · seed {} · airmark {} ({})", origin.dataset,
                                  origin.split, origin.seed, origin.program_version,
                                  origin.git_revision)) +
         "</p>\n";
}

std::string warnings(const std::vector<std::string>& sentences) {
  if (sentences.empty()) return "";
  return "<div class=\"warnings\">\n<h2>Read this first</h2>\n" + html_list(sentences) + "</div>\n";
}

std::string note(const EvaluationOrigin& origin) {
  if (origin.split_note.empty()) return "";
  return "<p class=\"note\">" + html_escaped(origin.split_note) + "</p>\n";
}

using Row = std::vector<std::string>;

/// A row of a table that has a column per tagger, so that figures of one kind stand side by side.
template <typename Text>
Row row_of(std::string_view label, const std::vector<Measures>& taggers, const Text& text) {
  Row row{std::string(label)};
  for (const Measures& m : taggers) row.push_back(text(m));
  return row;
}

std::vector<Row> headline_rows(const std::vector<Measures>& taggers) {
  std::vector<Row> rows;
  for (const HeadlineFigure& figure : headline_figures())
    rows.push_back(row_of(figure.label, taggers,
                          [&](const Measures& m) { return estimate_text(m.*figure.estimate); }));
  return rows;
}

std::vector<Row> detail_rows(const std::vector<Measures>& taggers) {
  const auto row = [&](std::string_view label, const auto& text) {
    return row_of(label, taggers, text);
  };
  const auto figure = [&](std::string_view label, double Measures::*field) {
    return row(label, [field](const Measures& m) { return three_places(m.*field); });
  };
  const auto count = [&](std::string_view label, auto Measures::*field) {
    return row(label, [field](const Measures& m) { return std::to_string(m.*field); });
  };
  return {figure("accuracy of the surest half", &Measures::accuracy_of_surest_half),
          figure("mean confidence where right", &Measures::mean_confidence_right),
          figure("mean confidence where wrong", &Measures::mean_confidence_wrong),
          count("songs without an answer", &Measures::failure_count),
          count("of these, unreadable replies", &Measures::parse_failure_count),
          count("answered \"cannot tell\"", &Measures::unsure_count),
          count("tokens in", &Measures::input_tokens),
          count("tokens out", &Measures::output_tokens),
          row("dollars", [](const Measures& m) { return fmt::format("{:.4f}", m.cost_usd); })};
}

std::string headlines(const Evaluation& evaluation) {
  const std::vector<Measures>& taggers = evaluation.measures;
  HtmlTable table;
  table.head = row_of("", taggers, [](const Measures& m) { return m.tagger; });
  table.rows = headline_rows(taggers);
  table.rows.insert(table.rows.begin(), row_of("songs that count", taggers, [](const Measures& m) {
                      return std::to_string(m.clip_count);
                    }));
  std::ranges::move(detail_rows(taggers), std::back_inserter(table.rows));
  return note(evaluation.origin) + html_table(table) +
         html_paragraph("In brackets: 95 % intervals.");
}

std::string comparisons(const std::vector<Comparison>& pairs) {
  if (pairs.empty()) return "";
  HtmlTable table{{"first", "second", "songs", "accuracy: first less second", "only first right",
                   "only second right", "same answer", "McNemar"},
                  {},
                  2};
  for (const Comparison& c : pairs)
    table.rows.push_back({c.first, c.second, std::to_string(c.clip_count),
                          estimate_text(c.accuracy_difference), std::to_string(c.only_first_right),
                          std::to_string(c.only_second_right), percent_text(c.agreement),
                          p_text(c.mcnemar_p)});
  return html_table(table);
}

std::string perturbations(const Evaluation& evaluation) {
  if (evaluation.effects.empty()) return "";
  HtmlTable table{
      {"tagger", "perturbation", "songs", "unchanged", "accuracy", "difference", "right to wrong",
       "wrong to right", "McNemar", "other answer", "change of confidence"},
      {},
      2};
  for (const PerturbationEffect& e : evaluation.effects)
    table.rows.push_back({e.tagger, e.perturbation, std::to_string(e.clip_count),
                          std::to_string(e.unchanged_count), estimate_text(e.accuracy),
                          signed_estimate_text(e.difference), std::to_string(e.right_to_wrong),
                          std::to_string(e.wrong_to_right), p_text(e.mcnemar_p),
                          percent_text(e.changed_share), signed_places(-e.confidence_drop)});
  std::vector<std::string> meanings;
  for (const PerturbedAnswers& one : evaluation.perturbed)
    meanings.push_back(one.perturbation + ": " + one.meaning);
  return html_table(table) + html_list(meanings);
}

std::string figures(std::span<const SvgPicture> pictures) {
  std::string text;
  for (const SvgPicture& picture : pictures) {
    std::string caption = picture.name;
    std::ranges::replace(caption, '_', ' ');
    text += "<figure>\n" + html_svg_image(picture.svg, caption) + "\n<figcaption>" +
            html_escaped(caption) + "</figcaption>\n</figure>\n";
  }
  return text;
}

std::string hard_list(const Evaluation& evaluation) {
  const auto songs = hard_songs(evaluation.taggers);
  if (evaluation.taggers.size() < 2 || songs.empty()) return "";
  HtmlTable table{{"song", "is"}, {}, 99};
  for (const TaggerAnswers& tagger : evaluation.taggers) table.head.push_back(tagger.tagger);
  for (const HardSong& song : songs) {
    std::vector<std::string> row{song.file, song.actual_genre};
    for (const std::string& predicted : song.predicted) row.push_back(genre_or_none(predicted));
    table.rows.push_back(std::move(row));
  }
  return html_paragraph("Listen to these first: the label may be what is wrong.") +
         html_table(table);
}

/// The file beside the page has the whole list.
std::string worth_a_look_list(const std::vector<WorthALook>& list) {
  constexpr std::size_t kShown = 20;
  if (list.empty()) return "";
  HtmlTable table{{"song", "why", "priority"}, {}, 2};
  for (const WorthALook& clip : std::span(list).first(std::min(kShown, list.size())))
    table.rows.push_back({clip.file, clip.reason, three_places(clip.priority)});
  return html_paragraph(fmt::format("The first {} of {}; worth_a_look.csv has all.",
                                    table.rows.size(), list.size())) +
         html_table(table);
}

std::string origin_table(const EvaluationOrigin& origin) {
  HtmlTable table{{"what", "value"}, {}, 2};
  table.rows = {{"airmark", origin.program_version},
                {"revision", origin.git_revision},
                {"analysis version", std::to_string(origin.analysis_version)},
                {"checksum of the songs", origin.dataset_sha256}};
  for (const auto& [tagger, hash] : origin.model_sha256)
    table.rows.push_back({"model of " + tagger, hash});
  for (const auto& [key, value] : origin.configuration) table.rows.push_back({key, value});
  return html_table(table);
}

}  // namespace

std::string html_page(const Evaluation& evaluation, std::span<const SvgPicture> pictures) {
  std::string page =
      head() + title(evaluation.origin) + warnings(evaluation.warnings) +
      html_section("Figures", headlines(evaluation)) +
      html_section("Protocol", html_list(protocol_of(evaluation))) +
      html_section("Taggers against each other", comparisons(evaluation.comparisons)) +
      html_section("After small changes of the sound", perturbations(evaluation)) +
      html_section("Pictures", figures(pictures));
  for (std::size_t i = 0; i < evaluation.taggers.size(); ++i)
    page += html_tagger(evaluation.taggers[i], evaluation.measures[i], note(evaluation.origin));
  return page + html_section("Songs that every tagger got wrong", hard_list(evaluation)) +
         html_section("Worth a look", worth_a_look_list(evaluation.worth_a_look)) +
         html_section("To run it again", origin_table(evaluation.origin)) + "</body>\n</html>\n";
}

}  // namespace airmark::tools
