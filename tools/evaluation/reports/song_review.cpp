#include "tools/evaluation/reports/song_review.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "tools/evaluation/measures/outcome.h"

namespace airmark::tools {
namespace {

using Songs = std::vector<const ClipAnswer*>;

Songs songs_that_are(const Songs& songs, bool right) {
  Songs chosen;
  for (const ClipAnswer* song : songs)
    if (is_right(*song) == right) chosen.push_back(song);
  return chosen;
}

void keep_first(Songs& songs) { songs.resize(std::min(songs.size(), kNamedSongs)); }

Songs surest_first(Songs songs) {
  std::ranges::stable_sort(
      songs, [](const auto* a, const auto* b) { return a->tags.confidence > b->tags.confidence; });
  keep_first(songs);
  return songs;
}

/// A song without an answer is a failure, not a mistake that could teach something.
Songs wrong_answers(const Songs& songs) {
  Songs wrong = songs_that_are(songs, false);
  std::erase_if(wrong, [](const ClipAnswer* song) { return answered_genre(*song).empty(); });
  return wrong;
}

std::vector<Mistaken> mistaken_for(const Songs& songs) {
  std::map<std::string, std::size_t> counts;
  for (const ClipAnswer* song : songs_that_are(songs, false))
    ++counts[std::string(answered_genre(*song))];
  std::vector<Mistaken> list;
  for (const auto& [predicted, count] : counts) list.push_back({predicted, count});
  std::ranges::stable_sort(list,
                           [](const Mistaken& a, const Mistaken& b) { return a.count > b.count; });
  return list;
}

GenreReview review_genre(const std::string& genre, const Songs& songs) {
  return {.genre = genre,
          .clip_count = songs.size(),
          .right_count = songs_that_are(songs, true).size(),
          .mistaken_for = mistaken_for(songs),
          .surest_mistakes = surest_first(wrong_answers(songs))};
}

}  // namespace

std::vector<GenreReview> review_genres(const TaggerAnswers& tagger) {
  std::map<std::string, Songs> by_genre;
  for (const ClipAnswer* song : counted_answers(tagger))
    by_genre[song->actual_genre].push_back(song);
  std::vector<GenreReview> reviews;
  for (const auto& [genre, songs] : by_genre) reviews.push_back(review_genre(genre, songs));
  return reviews;
}

std::vector<const ClipAnswer*> surest_mistakes(const TaggerAnswers& tagger) {
  return surest_first(wrong_answers(counted_answers(tagger)));
}

std::vector<const ClipAnswer*> least_sure_hits(const TaggerAnswers& tagger) {
  Songs right = songs_that_are(counted_answers(tagger), true);
  std::ranges::stable_sort(
      right, [](const auto* a, const auto* b) { return a->tags.confidence < b->tags.confidence; });
  keep_first(right);
  return right;
}

std::vector<HardSong> hard_songs(std::span<const TaggerAnswers> taggers) {
  std::vector<HardSong> hard;
  if (taggers.empty()) return hard;
  std::unordered_map<std::string, std::vector<std::string>> wrong;
  for (const TaggerAnswers& tagger : taggers)
    for (const ClipAnswer* song : counted_answers(tagger))
      if (!is_right(*song)) wrong[song->file].emplace_back(answered_genre(*song));
  for (const ClipAnswer* song : counted_answers(taggers.front()))
    if (const auto found = wrong.find(song->file);
        found != wrong.end() && found->second.size() == taggers.size())
      hard.push_back({song->file, song->actual_genre, found->second});
  return hard;
}

}  // namespace airmark::tools
