#include "tools/evaluation/reports/detailed_json.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "tools/evaluation/measures/outcome.h"
#include "tools/evaluation/reports/song_review.h"

namespace airmark::tools {
namespace {

using Json = nlohmann::ordered_json;

Json genre_or_null(std::string_view genre) { return genre.empty() ? Json(nullptr) : Json(genre); }

Json songs_json(const std::vector<const ClipAnswer*>& songs) {
  Json array = Json::array();
  for (const ClipAnswer* song : songs)
    array.push_back(Json{{"file", song->file},
                         {"actual_genre", song->actual_genre},
                         {"predicted_genre", genre_or_null(answered_genre(*song))},
                         {"confidence", song->tags.confidence},
                         {"reasoning", song->tags.reasoning}});
  return array;
}

Json genre_json(const GenreReview& review) {
  Json mistaken = Json::array();
  for (const Mistaken& m : review.mistaken_for)
    mistaken.push_back(Json{{"predicted_genre", genre_or_null(m.predicted)}, {"count", m.count}});
  return {{"genre", review.genre},
          {"clip_count", review.clip_count},
          {"right_count", review.right_count},
          {"mistaken_for", std::move(mistaken)},
          {"surest_mistakes", songs_json(review.surest_mistakes)}};
}

Json tagger_json(const TaggerAnswers& tagger) {
  Json genres = Json::array();
  for (const GenreReview& review : review_genres(tagger)) genres.push_back(genre_json(review));
  return {{"tagger", tagger.tagger},
          {"genres", std::move(genres)},
          {"surest_mistakes", songs_json(surest_mistakes(tagger))},
          {"least_sure_hits", songs_json(least_sure_hits(tagger))}};
}

Json hard_song_json(const HardSong& song, const std::vector<TaggerAnswers>& taggers) {
  Json predicted = Json::object();
  for (std::size_t i = 0; i < taggers.size(); ++i)
    predicted[taggers[i].tagger] = genre_or_null(song.predicted[i]);
  return {{"file", song.file},
          {"actual_genre", song.actual_genre},
          {"predicted_genre", std::move(predicted)}};
}

Json worth_a_look_json(const std::vector<WorthALook>& list) {
  Json array = Json::array();
  for (const WorthALook& clip : list)
    array.push_back(
        Json{{"file", clip.file}, {"priority", clip.priority}, {"reason", clip.reason}});
  return array;
}

/// The songs that one tagger calls something else after one perturbation.
Json changed_json(const TaggerAnswers& before, const PerturbedAnswers& perturbed,
                  const TaggerAnswers& after) {
  Json songs = Json::array();
  for (std::size_t i = 0; i < before.answers.size(); ++i) {
    const ClipAnswer& was = before.answers[i];
    const ClipAnswer& is = after.answers[i];
    if (is.acquaintance == Acquaintance::TrainedOn || answered_genre(was) == answered_genre(is))
      continue;
    songs.push_back(Json{{"file", was.file},
                         {"actual_genre", was.actual_genre},
                         {"predicted_before", genre_or_null(answered_genre(was))},
                         {"predicted_after", genre_or_null(answered_genre(is))}});
  }
  return {{"tagger", before.tagger},
          {"perturbation", perturbed.perturbation},
          {"meaning", perturbed.meaning},
          {"changed", std::move(songs)}};
}

}  // namespace

std::string detailed_json(const Evaluation& evaluation) {
  Json taggers = Json::array(), hard = Json::array();
  for (const TaggerAnswers& tagger : evaluation.taggers) taggers.push_back(tagger_json(tagger));
  for (const HardSong& song : hard_songs(evaluation.taggers))
    hard.push_back(hard_song_json(song, evaluation.taggers));
  Json object{{"schema", 1},
              {"taggers", std::move(taggers)},
              {"wrong_by_every_tagger", std::move(hard)},
              {"worth_a_look", worth_a_look_json(evaluation.worth_a_look)}};
  for (std::size_t t = 0; t < evaluation.taggers.size(); ++t)
    for (const PerturbedAnswers& perturbed : evaluation.perturbed)
      object["perturbations"].push_back(
          changed_json(evaluation.taggers[t], perturbed, perturbed.taggers[t]));
  return object.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace airmark::tools
