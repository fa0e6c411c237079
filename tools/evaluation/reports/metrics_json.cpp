#include "tools/evaluation/reports/metrics_json.h"

#include <chrono>
#include <nlohmann/json.hpp>

namespace airmark::tools {
namespace {

using Json = nlohmann::ordered_json;

Json estimate_json(const Estimate& estimate) {
  return {{"value", estimate.value}, {"lowest", estimate.lowest}, {"highest", estimate.highest}};
}

Json mean_json(const MeanMeasures& mean) {
  return {{"precision", mean.precision}, {"recall", mean.recall}, {"f1", mean.f1}};
}

Json by_genre_json(const std::vector<GenreMeasures>& genres) {
  Json array = Json::array();
  for (const GenreMeasures& g : genres)
    array.push_back(Json{{"genre", g.genre},
                         {"support", g.support},
                         {"precision", g.precision},
                         {"recall", g.recall},
                         {"f1", g.f1}});
  return array;
}

Json reliability_json(const Measures& m) {
  Json array = Json::array();
  for (const ReliabilityBin& bin : m.reliability)
    array.push_back(Json{{"count", bin.count},
                         {"mean_confidence", bin.mean_confidence},
                         {"accuracy", bin.accuracy}});
  return array;
}

Json coverage_json(const std::vector<CoveragePoint>& coverage) {
  Json array = Json::array();
  for (const CoveragePoint& point : coverage)
    array.push_back(Json{{"coverage", point.coverage},
                         {"least_confidence", point.least_confidence},
                         {"accuracy", point.accuracy}});
  return array;
}

void add_scores(Json& object, const Measures& m) {
  object["accuracy"] = estimate_json(m.accuracy);
  object["top3"] = estimate_json(m.top3);
  object["balanced_accuracy"] = estimate_json(m.balanced_accuracy);
  object["macro_f1"] = estimate_json(m.macro_f1);
  object["cohen_kappa"] = estimate_json(m.cohen_kappa);
  object["macro"] = mean_json(m.macro);
  object["weighted"] = mean_json(m.weighted);
  object["genres"] = m.genres;
  object["by_genre"] = by_genre_json(m.by_genre);
  object["confusion"] = m.confusion;
}

void add_confidence(Json& object, const Measures& m) {
  object["calibration_error"] = estimate_json(m.calibration_error);
  object["brier_score"] = estimate_json(m.brier_score);
  object["reliability"] = reliability_json(m);
  object["mean_confidence_right"] = m.mean_confidence_right;
  object["mean_confidence_wrong"] = m.mean_confidence_wrong;
  object["coverage"] = coverage_json(m.coverage);
  object["accuracy_of_surest_half"] = m.accuracy_of_surest_half;
}

Json tagger_json(const Measures& m) {
  Json object{{"tagger", m.tagger},
              {"clip_count", m.clip_count},
              {"out_of_fold_count", m.out_of_fold_count},
              {"trained_on_count", m.trained_on_count},
              {"trained_on_accuracy", m.trained_on_accuracy}};
  add_scores(object, m);
  add_confidence(object, m);
  object["failure_count"] = m.failure_count;
  object["parse_failure_count"] = m.parse_failure_count;
  object["unsure_count"] = m.unsure_count;
  object["input_tokens"] = m.input_tokens;
  object["output_tokens"] = m.output_tokens;
  object["cost_usd"] = m.cost_usd;
  return object;
}

Json comparison_json(const Comparison& c) {
  return {{"first", c.first},
          {"second", c.second},
          {"clip_count", c.clip_count},
          {"both_right", c.both_right},
          {"only_first_right", c.only_first_right},
          {"only_second_right", c.only_second_right},
          {"both_wrong", c.both_wrong},
          {"agreement", c.agreement},
          {"kappa", c.kappa},
          {"mcnemar_p", c.mcnemar_p},
          {"accuracy_difference", estimate_json(c.accuracy_difference)}};
}

Json effect_json(const PerturbationEffect& e) {
  return {{"tagger", e.tagger},
          {"perturbation", e.perturbation},
          {"clip_count", e.clip_count},
          {"unchanged_count", e.unchanged_count},
          {"failure_count", e.failure_count},
          {"accuracy", estimate_json(e.accuracy)},
          {"difference", estimate_json(e.difference)},
          {"right_to_wrong", e.right_to_wrong},
          {"wrong_to_right", e.wrong_to_right},
          {"mcnemar_p", e.mcnemar_p},
          {"changed_share", e.changed_share},
          {"mean_confidence", e.mean_confidence},
          {"confidence_drop", e.confidence_drop}};
}

Json percentiles_json(const Percentiles& p) {
  return {{"p50", p.p50}, {"p90", p.p90}, {"p95", p.p95}, {"p99", p.p99}, {"most", p.most}};
}

Json song_times_json(const TaggerAnswers& tagger) {
  using Milliseconds = std::chrono::duration<double, std::milli>;
  Json object = Json::object();
  for (const ClipAnswer& answer : tagger.answers)
    object[answer.file] = Milliseconds(answer.tags.latency).count();
  return object;
}

std::string text_of(const Json& json) {
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string metrics_json(const Evaluation& evaluation) {
  Json taggers = Json::array(), comparisons = Json::array();
  for (const Measures& m : evaluation.measures) taggers.push_back(tagger_json(m));
  for (const Comparison& c : evaluation.comparisons) comparisons.push_back(comparison_json(c));
  Json object{{"schema", 1},
              {"split", evaluation.origin.split},
              {"split_note", evaluation.origin.split_note},
              {"seed", evaluation.origin.seed},
              {"taggers", std::move(taggers)},
              {"comparisons", std::move(comparisons)},
              {"warnings", evaluation.warnings}};
  for (const PerturbationEffect& effect : evaluation.effects)
    object["perturbations"].push_back(effect_json(effect));
  return text_of(object);
}

std::string timing_json(const Evaluation& evaluation) {
  Json times = Json::array();
  for (std::size_t i = 0; i < evaluation.taggers.size(); ++i)
    times.push_back(Json{{"tagger", evaluation.taggers[i].tagger},
                         {"latency_ms", percentiles_json(evaluation.measures[i].latency_ms)},
                         {"songs_ms", song_times_json(evaluation.taggers[i])}});
  return text_of({{"about",
                   "Times are a machine's: two runs of one seed differ here and nowhere "
                   "else."},
                  {"taggers", std::move(times)}});
}

}  // namespace airmark::tools
