#include "tools/evaluation/reports/html_tagger.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "tools/evaluation/measures/outcome.h"
#include "tools/evaluation/reports/figure_text.h"
#include "tools/evaluation/reports/html_text.h"
#include "tools/evaluation/reports/song_review.h"
#include "tools/training/report_tables.h"

namespace airmark::tools {
namespace {

std::string subtitle(std::string_view title) { return "<h3>" + html_escaped(title) + "</h3>\n"; }

std::string mistakes_text(const GenreReview& review) {
  std::string text;
  for (const Mistaken& m : review.mistaken_for)
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", genre_or_none(m.predicted), m.count);
  return text;
}

std::string mistaken_for(const std::vector<GenreReview>& reviews, const std::string& genre) {
  const auto found = std::ranges::find(reviews, genre, &GenreReview::genre);
  return found == reviews.end() ? "" : mistakes_text(*found);
}

std::string genre_table(const TaggerAnswers& answers, const Measures& m) {
  const auto reviews = review_genres(answers);
  HtmlTable table{{"genre", "taken for", "precision", "recall", "F1", "songs"}, {}, 2};
  for (const GenreMeasures& g : m.by_genre)
    table.rows.push_back({g.genre, mistaken_for(reviews, g.genre), three_places(g.precision),
                          three_places(g.recall), three_places(g.f1), std::to_string(g.support)});
  for (const auto& [name, mean] :
       {std::pair("mean over genres", m.macro), std::pair("mean by songs", m.weighted)})
    table.rows.push_back({name, "", three_places(mean.precision), three_places(mean.recall),
                          three_places(mean.f1), std::to_string(m.clip_count)});
  return subtitle("By genre") + html_table(table);
}

/// Darker where more of a row's songs are; the diagonal is blue, mistakes are orange.
std::string shaded_cell(std::size_t count, std::size_t row_total, bool right) {
  const double share =
      row_total == 0 ? 0.0 : static_cast<double>(count) / static_cast<double>(row_total);
  return fmt::format("<td class=\"number\" style=\"background:rgba({},{:.2f})\">{}</td>",
                     right ? "47,111,178" : "214,120,38", 0.75 * share,
                     count == 0 ? std::string("·") : std::to_string(count));
}

std::string confusion_row(const Measures& m, std::size_t actual) {
  const std::vector<std::size_t>& counts = m.confusion[actual];
  std::size_t total = 0;
  for (const std::size_t count : counts) total += count;
  std::string row = "<tr><th>" + html_escaped(m.genres[actual]) + "</th>";
  for (std::size_t predicted = 0; predicted < counts.size(); ++predicted)
    row += shaded_cell(counts[predicted], total, predicted == actual);
  return row + "</tr>\n";
}

std::string confusion_table(const Measures& m) {
  std::string text = subtitle("Confusion") +
                     html_paragraph("A row is what a song is, a column what it was called.") +
                     "<table class=\"confusion\">\n<thead><tr><th></th>";
  for (std::size_t column = 0; column <= m.genres.size(); ++column)
    text += "<th class=\"number\">" + html_escaped(predicted_name(m, column)) + "</th>";
  text += "</tr></thead>\n<tbody>\n";
  for (std::size_t actual = 0; actual < m.genres.size(); ++actual) text += confusion_row(m, actual);
  return text + "</tbody>\n</table>\n";
}

std::string reliability_table(const Measures& m) {
  HtmlTable table{{"confidence", "songs", "mean confidence", "accuracy"}, {}};
  for (std::size_t bin = 0; bin < m.reliability.size(); ++bin) {
    const ReliabilityBin& r = m.reliability[bin];
    if (r.count == 0) continue;
    table.rows.push_back({fmt::format("{:.1f}–{:.1f}", 0.1 * static_cast<double>(bin),
                                      0.1 * static_cast<double>(bin + 1)),
                          std::to_string(r.count), three_places(r.mean_confidence),
                          three_places(r.accuracy)});
  }
  return subtitle("Is its confidence to be trusted?") + html_table(table);
}

std::string song_table(std::string_view title, const std::vector<const ClipAnswer*>& songs) {
  if (songs.empty()) return "";
  HtmlTable table{{"song", "is", "called", "confidence", "because"}, {}, 5};
  for (const ClipAnswer* song : songs)
    table.rows.push_back({song->file, song->actual_genre, genre_or_none(answered_genre(*song)),
                          three_places(song->tags.confidence), song->tags.reasoning});
  return subtitle(title) + html_table(table);
}

std::string memory_text(const Measures& m) {
  if (m.trained_on_count == 0) return "";
  return html_paragraph(fmt::format(
      "Apart: accuracy {} on {} that its model was trained on. This is memory, no test.",
      three_places(m.trained_on_accuracy), counted(m.trained_on_count, "song")));
}

}  // namespace

std::string html_tagger(const TaggerAnswers& answers, const Measures& m, const std::string& note) {
  return html_section("Tagger: " + m.tagger,
                      note + memory_text(m) + genre_table(answers, m) + confusion_table(m) +
                          reliability_table(m) +
                          song_table("Its surest mistakes", surest_mistakes(answers)) +
                          song_table("Right, but least sure", least_sure_hits(answers)));
}

}  // namespace airmark::tools
