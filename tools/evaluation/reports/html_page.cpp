#include "tools/evaluation/reports/html_page.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <string_view>

#include "tools/evaluation/reports/figure_text.h"
#include "tools/evaluation/reports/html_tagger.h"
#include "tools/evaluation/reports/html_text.h"
#include "tools/evaluation/reports/protocol.h"
#include "tools/evaluation/reports/song_review.h"

namespace airmark::tools {
namespace {

constexpr std::string_view kStyle = R"(
:root { color-scheme: light; }
body { font: 16px/1.5 system-ui, "Noto Sans", "DejaVu Sans", sans-serif; color: #1c2530;
       background: #fff; max-width: 66rem; margin: 2rem auto; padding: 0 1.2rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin-bottom: .2rem; }
h2 { font-size: 1.35rem; margin: 2.4rem 0 .6rem; padding-bottom: .2rem;
     border-bottom: 2px solid #2f6fb2; }
h3 { font-size: 1.05rem; margin: 1.5rem 0 .4rem; }
.origin { color: #566270; margin-top: 0; }
.warnings { background: #fdf3e1; border-left: .35rem solid #d67826; padding: .3rem 1rem;
            margin: 1.2rem 0; }
.warnings h2 { border: 0; margin: .4rem 0 0; font-size: 1.1rem; }
.note { color: #a4500c; font-weight: 600; }
table { border-collapse: collapse; font-size: .86rem; margin: .5rem 0 1rem; }
th, td { padding: .28rem .6rem; text-align: left; vertical-align: top;
         border-bottom: 1px solid #dde3ea; overflow-wrap: anywhere; }
thead th { border-bottom: 2px solid #9aa7b5; vertical-align: bottom; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.confusion td { border: 1px solid #fff; min-width: 1.9rem; text-align: center; }
.confusion thead th { text-align: center; font-weight: 500; }
figure { margin: 1rem 0; break-inside: avoid; }
figure svg { max-width: 100%; height: auto; }
figcaption { color: #566270; font-size: .85rem; }
@media print {
  body { font-size: 10.5pt; margin: 0; max-width: none; padding: 0; }
  h2, h3 { break-after: avoid; }
  tr { break-inside: avoid; }
  thead { display: table-header-group; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
)";

std::string head() {
  return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         "<title>airmark: evaluation</title>\n<style>" +
         std::string(kStyle) + "</style>\n</head>\n<body>\n";
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

std::string headlines(const Evaluation& evaluation) {
  HtmlTable table{{"tagger", "songs"}, {}};
  for (const HeadlineFigure& figure : headline_figures()) table.head.emplace_back(figure.label);
  for (const Measures& m : evaluation.measures) {
    std::vector<std::string> row{m.tagger, std::to_string(m.clip_count)};
    for (const HeadlineFigure& figure : headline_figures())
      row.push_back(estimate_text(m.*figure.estimate));
    table.rows.push_back(std::move(row));
  }
  return note(evaluation.origin) + html_table(table) +
         html_paragraph("In brackets: 95 % intervals.");
}

std::string costs(const Evaluation& evaluation) {
  HtmlTable table{
      {"tagger", "without an answer", "unreadable replies", "cannot tell", "surest half right",
       "confidence where right", "where wrong", "tokens in", "tokens out", "dollars"},
      {}};
  for (const Measures& m : evaluation.measures)
    table.rows.push_back({m.tagger, std::to_string(m.failure_count),
                          std::to_string(m.parse_failure_count), std::to_string(m.unsure_count),
                          figure_text(m.accuracy_of_surest_half),
                          figure_text(m.mean_confidence_right),
                          figure_text(m.mean_confidence_wrong), std::to_string(m.input_tokens),
                          std::to_string(m.output_tokens), fmt::format("{:.4f}", m.cost_usd)});
  return html_table(table);
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

std::string figures(std::span<const Picture> pictures) {
  std::string text;
  for (const Picture& picture : pictures) {
    std::string caption = picture.name;
    std::ranges::replace(caption, '_', ' ');
    text += "<figure>\n" + picture.svg + "\n<figcaption>" + html_escaped(caption) +
            "</figcaption>\n</figure>\n";
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
    table.rows.push_back({clip.file, clip.reason, figure_text(clip.priority)});
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

std::string html_page(const Evaluation& evaluation, std::span<const Picture> pictures) {
  std::string page =
      head() + title(evaluation.origin) + warnings(evaluation.warnings) +
      html_section("Figures", headlines(evaluation) + costs(evaluation)) +
      html_section("Protocol", html_list(protocol_of(evaluation))) +
      html_section("Taggers against each other", comparisons(evaluation.comparisons)) +
      html_section("Pictures", figures(pictures));
  for (std::size_t i = 0; i < evaluation.taggers.size(); ++i)
    page += html_tagger(evaluation.taggers[i], evaluation.measures[i]);
  return page + html_section("Songs that every tagger got wrong", hard_list(evaluation)) +
         html_section("Worth a look", worth_a_look_list(evaluation.worth_a_look)) +
         html_section("To run it again", origin_table(evaluation.origin)) + "</body>\n</html>\n";
}

}  // namespace airmark::tools
