#include "tools/evaluation/reports/tagger_change.h"

#include <map>
#include <unordered_map>
#include <utility>

#include "tools/evaluation/measures/outcome.h"

namespace airmark::tools {
namespace {

using ByFile = std::unordered_map<std::string, const ClipAnswer*>;

ByFile by_file(const std::vector<const ClipAnswer*>& songs) {
  ByFile map;
  for (const ClipAnswer* song : songs) map[song->file] = song;
  return map;
}

/// Fills the counts of `change` and returns the songs that can be compared, in the first's order.
std::vector<SongChange> songs_in_common(const TaggerAnswers& first, const TaggerAnswers& second,
                                        TaggerChange& change) {
  const ByFile others = by_file(counted_answers(second));
  std::vector<SongChange> common;
  for (const ClipAnswer* song : counted_answers(first)) {
    const auto other = others.find(song->file);
    if (other == others.end())
      ++change.only_first_count;
    else if (other->second->actual_genre != song->actual_genre)
      ++change.relabelled_count;
    else
      common.push_back({*song, *other->second});
  }
  change.only_second_count = others.size() - common.size() - change.relabelled_count;
  return common;
}

TaggerAnswers side(const std::string& name, const std::vector<SongChange>& songs,
                   ClipAnswer SongChange::*answer) {
  TaggerAnswers answers{name, false, {}};
  for (const SongChange& song : songs) answers.answers.push_back(song.*answer);
  return answers;
}

std::vector<GenreChange> by_genre(const std::vector<SongChange>& songs) {
  std::map<std::string, GenreChange> genres;
  for (const auto& [first, second] : songs) {
    GenreChange& genre = genres[first.actual_genre];
    const bool was = is_right(first), is = is_right(second);
    ++genre.clip_count;
    genre.first_right += was ? 1 : 0;
    genre.second_right += is ? 1 : 0;
    genre.lost += was && !is ? 1 : 0;
    genre.gained += !was && is ? 1 : 0;
  }
  std::vector<GenreChange> list;
  for (auto& [name, genre] : genres) {
    genre.genre = name;
    list.push_back(genre);
  }
  return list;
}

bool called_alike(const SongChange& song) {
  return answered_genre(song.first) == answered_genre(song.second);
}

double mean_confidence(const std::vector<SongChange>& songs, bool alike) {
  double sum = 0.0;
  std::size_t count = 0;
  for (const SongChange& song : songs)
    if (called_alike(song) == alike) {
      sum += song.first.tags.confidence;
      ++count;
    }
  return count == 0 ? 0.0 : sum / static_cast<double>(count);
}

void list_changes(const std::vector<SongChange>& songs, TaggerChange& change) {
  for (const SongChange& song : songs) {
    if (called_alike(song)) continue;
    if (is_right(song.first))
      change.lost.push_back(song);
    else if (is_right(song.second))
      change.gained.push_back(song);
    else
      change.wrong_otherwise.push_back(song);
  }
}

}  // namespace

std::optional<TaggerChange> tagger_change(const TaggerAnswers& first, const TaggerAnswers& second,
                                          std::uint64_t seed) {
  TaggerChange change;
  const auto songs = songs_in_common(first, second, change);
  if (songs.empty()) return std::nullopt;
  const TaggerAnswers one = side(first.tagger, songs, &SongChange::first);
  const TaggerAnswers two = side(second.tagger, songs, &SongChange::second);
  change.first = first.tagger;
  change.second = second.tagger;
  change.first_measures = measure_answers(one, seed);
  change.second_measures = measure_answers(two, seed);
  change.comparison = compare_answers(one, two, seed);
  change.by_genre = by_genre(songs);
  change.confidence_where_changed = mean_confidence(songs, false);
  change.confidence_where_same = mean_confidence(songs, true);
  list_changes(songs, change);
  return change;
}

}  // namespace airmark::tools
