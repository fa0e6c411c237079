#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <string_view>

#include "tools/evaluation/measures/outcome.h"
#include "tools/evaluation/reports/figure_text.h"
#include "tools/evaluation/reports/run_comparison.h"
#include "tools/training/report_tables.h"

namespace airmark::tools {
namespace {

std::string or_none(const std::string& value) { return value.empty() ? "(none)" : value; }

std::string differences_text(const std::vector<OriginDifference>& differences) {
  if (differences.empty())
    return "What was different\n  Nothing that is recorded: same program, settings, models and "
           "songs.\n";
  std::string text = "What was different\n";
  for (const OriginDifference& d : differences)
    text += fmt::format("  {}\n    run 1: {}\n    run 2: {}\n", d.what, or_none(d.first),
                        or_none(d.second));
  return text;
}

std::string songs_text(const TaggerChange& t) {
  std::string text = fmt::format("  {} in common", counted(t.comparison.clip_count, "song"));
  if (t.only_first_count + t.only_second_count > 0)
    text += fmt::format(", {} only in run 1, {} only in run 2", t.only_first_count,
                        t.only_second_count);
  if (t.relabelled_count > 0)
    text += fmt::format(", {} left out because of different labels", t.relabelled_count);
  return text + "\n";
}

std::string figures_text(const TaggerChange& t) {
  std::string text = fmt::format("\n  {:<24}{:<24}{}\n", "", "run 1", "run 2");
  for (const HeadlineFigure& figure : headline_figures())
    text += fmt::format("  {:<24}{:<24}{}\n", figure.label,
                        estimate_text(t.first_measures.*figure.estimate),
                        estimate_text(t.second_measures.*figure.estimate));
  return text + fmt::format("  {:<24}{:<24}{}\n", "without an answer",
                            t.first_measures.failure_count, t.second_measures.failure_count);
}

std::string named(const std::string& run, const std::string& tagger) { return run + ", " + tagger; }

std::string verdict_text(const TaggerChange& t) {
  Comparison c = t.comparison;
  c.first = named("run 1", c.first);
  c.second = named("run 2", c.second);
  return "\n  " + comparison_sentence(c) + "\n";
}

/// Where to look for the reason: doubtful songs that tipped over, calls that failed, or neither.
std::string reason_text(const TaggerChange& t) {
  const std::size_t changed = t.lost.size() + t.gained.size() + t.wrong_otherwise.size();
  if (changed == 0) return "  Every song was called the same.\n";
  const auto unanswered = std::ranges::count_if(
      t.lost, [](const SongChange& song) { return song.second.failure.has_value(); });
  std::string text = fmt::format("  {} called otherwise", counted(changed, "song"));
  if (changed < t.comparison.clip_count)
    text += fmt::format(": mean confidence in run 1 {:.2f}, against {:.2f} for the rest",
                        t.confidence_where_changed, t.confidence_where_same);
  text += ".\n";
  if (unanswered > 0)
    text += fmt::format("  {} of the songs lost got no answer in run 2.\n", unanswered);
  return text;
}

std::string genres_text(const TaggerChange& t) {
  std::string text = fmt::format("\n  {:<14}{:>7}{:>13}{:>13}{:>7}{:>8}\n", "genre", "songs",
                                 "run 1 right", "run 2 right", "lost", "gained");
  for (const GenreChange& g : t.by_genre)
    text += fmt::format("  {:<14}{:>7}{:>13}{:>13}{:>7}{:>8}\n", g.genre, g.clip_count,
                        g.first_right, g.second_right, g.lost, g.gained);
  return text;
}

std::string answer_line(std::string_view run, const ClipAnswer& answer) {
  const std::string why = answer.failure ? answer.failure->message : answer.tags.reasoning;
  return fmt::format("      {}: {}, {:.2f}{}{}\n", run, genre_or_none(answered_genre(answer)),
                     answer.tags.confidence, why.empty() ? "" : ": ", why);
}

std::string changes_text(std::string_view title, const std::vector<SongChange>& songs) {
  if (songs.empty()) return "";
  std::string text = fmt::format("\n  {} ({})\n", title, songs.size());
  for (const SongChange& song : songs)
    text += fmt::format("    {} is {}\n", song.first.file, song.first.actual_genre) +
            answer_line("run 1", song.first) + answer_line("run 2", song.second);
  return text;
}

std::string tagger_text(const TaggerChange& t) {
  const std::string title = t.first == t.second ? t.first : t.first + " and " + t.second;
  return "\n" + title + "\n" + songs_text(t) + figures_text(t) + verdict_text(t) + reason_text(t) +
         genres_text(t) + changes_text("Right in run 1, wrong in run 2", t.lost) +
         changes_text("Wrong in run 1, right in run 2", t.gained) +
         changes_text("Wrong in both, in another way", t.wrong_otherwise);
}

std::string alone_text(std::string_view run, const std::vector<std::string>& taggers) {
  std::string text;
  for (const std::string& tagger : taggers) text += fmt::format("\nOnly in {}: {}\n", run, tagger);
  return text;
}

}  // namespace

std::string comparison_text(const RunComparison& runs) {
  std::string text =
      fmt::format("run 1: {}\nrun 2: {}\n\n", runs.first_folder, runs.second_folder) +
      differences_text(runs.differences);
  for (const TaggerChange& tagger : runs.taggers) text += tagger_text(tagger);
  return text + alone_text("run 1", runs.only_in_first) + alone_text("run 2", runs.only_in_second);
}

}  // namespace airmark::tools
