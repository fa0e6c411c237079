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

}  // namespace

std::string detailed_json(const Evaluation& evaluation) {
  Json taggers = Json::array(), hard = Json::array();
  for (const TaggerAnswers& tagger : evaluation.taggers) taggers.push_back(tagger_json(tagger));
  for (const HardSong& song : hard_songs(evaluation.taggers))
    hard.push_back(hard_song_json(song, evaluation.taggers));
  const Json object{{"schema", 1},
                    {"taggers", std::move(taggers)},
                    {"wrong_by_every_tagger", std::move(hard)},
                    {"worth_a_look", worth_a_look_json(evaluation.worth_a_look)}};
  return object.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace airmark::tools
