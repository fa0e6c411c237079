#include <nlohmann/json.hpp>
#include <utility>

#include "tools/evaluation/measures/outcome.h"
#include "tools/evaluation/reports/figure_text.h"
#include "tools/evaluation/reports/run_comparison.h"

namespace airmark::tools {
namespace {

using Json = nlohmann::ordered_json;

Json differences_json(const std::vector<OriginDifference>& differences) {
  Json array = Json::array();
  for (const OriginDifference& d : differences)
    array.push_back(Json{{"what", d.what}, {"first", d.first}, {"second", d.second}});
  return array;
}

Json estimate_json(const Estimate& e) {
  return {{"value", e.value}, {"lowest", e.lowest}, {"highest", e.highest}};
}

Json figures_json(const Measures& m) {
  Json object = Json::object();
  for (const HeadlineFigure& figure : headline_figures())
    object[std::string(figure.name)] = estimate_json(m.*figure.estimate);
  object["failure_count"] = m.failure_count;
  return object;
}

Json genres_json(const std::vector<GenreChange>& genres) {
  Json array = Json::array();
  for (const GenreChange& g : genres)
    array.push_back(Json{{"genre", g.genre},
                         {"clip_count", g.clip_count},
                         {"first_right", g.first_right},
                         {"second_right", g.second_right},
                         {"lost", g.lost},
                         {"gained", g.gained}});
  return array;
}

Json answer_json(const ClipAnswer& answer) {
  const std::string_view genre = answered_genre(answer);
  return {{"predicted_genre", genre.empty() ? Json(nullptr) : Json(genre)},
          {"confidence", answer.tags.confidence},
          {"reasoning", answer.tags.reasoning},
          {"error", answer.failure ? Json(answer.failure->message) : Json(nullptr)}};
}

Json songs_json(const std::vector<SongChange>& songs) {
  Json array = Json::array();
  for (const auto& [first, second] : songs)
    array.push_back(Json{{"file", first.file},
                         {"actual_genre", first.actual_genre},
                         {"first", answer_json(first)},
                         {"second", answer_json(second)}});
  return array;
}

Json tagger_json(const TaggerChange& t) {
  const Comparison& c = t.comparison;
  return {{"first", t.first},
          {"second", t.second},
          {"clip_count", c.clip_count},
          {"only_first_count", t.only_first_count},
          {"only_second_count", t.only_second_count},
          {"relabelled_count", t.relabelled_count},
          {"first_figures", figures_json(t.first_measures)},
          {"second_figures", figures_json(t.second_measures)},
          {"accuracy_difference", estimate_json(c.accuracy_difference)},
          {"mcnemar_p", c.mcnemar_p},
          {"agreement", c.agreement},
          {"confidence_where_changed", t.confidence_where_changed},
          {"confidence_where_same", t.confidence_where_same},
          {"by_genre", genres_json(t.by_genre)},
          {"lost", songs_json(t.lost)},
          {"gained", songs_json(t.gained)},
          {"wrong_otherwise", songs_json(t.wrong_otherwise)}};
}

}  // namespace

std::string comparison_json(const RunComparison& runs) {
  Json taggers = Json::array();
  for (const TaggerChange& tagger : runs.taggers) taggers.push_back(tagger_json(tagger));
  const Json object{{"schema", 1},
                    {"first_folder", runs.first_folder},
                    {"second_folder", runs.second_folder},
                    {"differences", differences_json(runs.differences)},
                    {"taggers", std::move(taggers)},
                    {"only_in_first", runs.only_in_first},
                    {"only_in_second", runs.only_in_second}};
  return object.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace airmark::tools
