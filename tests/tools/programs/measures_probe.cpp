#include <chrono>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "tools/evaluation/measures/measures.h"

// Reads one set of answers per line of standard input, as JSON, and writes what we measure of it as
// JSON: so a test in another language can hold our figures against another implementation.

namespace {

using Json = nlohmann::json;
using namespace airmark;
using namespace airmark::tools;

ClipAnswer answer_from(const Json& json) {
  ClipAnswer answer;
  answer.file = json.at("file");
  answer.actual_genre = json.at("actual");
  for (const Json& tag : json.at("tags")) answer.tags.tags.push_back({tag.at(0), tag.at(1)});
  answer.tags.confidence = json.at("confidence");
  answer.tags.latency = std::chrono::microseconds(json.at("latency_us").get<std::int64_t>());
  const std::string failure = json.at("failure");
  if (failure == "bad reply") answer.failure = Error{ErrorKind::BadReply, failure};
  if (failure == "timeout") answer.failure = Error{ErrorKind::Timeout, failure};
  return answer;
}

TaggerAnswers tagger_from(const Json& json) {
  TaggerAnswers answers;
  answers.tagger = json.at("tagger");
  for (const Json& answer : json.at("answers")) answers.answers.push_back(answer_from(answer));
  return answers;
}

Json mean_json(const MeanMeasures& mean) { return {mean.precision, mean.recall, mean.f1}; }

Json by_genre_json(const Measures& m) {
  Json json;
  for (const GenreMeasures& g : m.by_genre)
    json[g.genre] = {g.precision, g.recall, g.f1, g.support};
  return json;
}

Json coverage_json(const Measures& m) {
  Json json = Json::array();
  for (const CoveragePoint& p : m.coverage)
    json.push_back({p.coverage, p.least_confidence, p.accuracy});
  return json;
}

Json measures_json(const Measures& m) {
  return {
      {"genres", m.genres},
      {"accuracy", m.accuracy.value},
      {"top3", m.top3.value},
      {"balanced_accuracy", m.balanced_accuracy.value},
      {"macro_f1", m.macro_f1.value},
      {"cohen_kappa", m.cohen_kappa.value},
      {"by_genre", by_genre_json(m)},
      {"macro", mean_json(m.macro)},
      {"weighted", mean_json(m.weighted)},
      {"confusion", m.confusion},
      {"calibration_error", m.calibration_error.value},
      {"brier_score", m.brier_score.value},
      {"mean_confidence_right", m.mean_confidence_right},
      {"mean_confidence_wrong", m.mean_confidence_wrong},
      {"coverage", coverage_json(m)},
      {"accuracy_of_surest_half", m.accuracy_of_surest_half},
      {"failures", {m.failure_count, m.parse_failure_count, m.unsure_count}},
      {"latency_ms",
       {m.latency_ms.p50, m.latency_ms.p90, m.latency_ms.p95, m.latency_ms.p99, m.latency_ms.most}},
      {"accuracy_interval", {m.accuracy.lowest, m.accuracy.highest}},
      {"macro_f1_interval", {m.macro_f1.lowest, m.macro_f1.highest}}};
}

Json comparison_json(const Comparison& c) {
  return {{"only_first_right", c.only_first_right},
          {"only_second_right", c.only_second_right},
          {"agreement", c.agreement},
          {"kappa", c.kappa},
          {"mcnemar_p", c.mcnemar_p},
          {"accuracy_difference", c.accuracy_difference.value},
          {"difference_interval", {c.accuracy_difference.lowest, c.accuracy_difference.highest}}};
}

Json measured(const Json& line) {
  const std::uint64_t seed = line.at("seed");
  const TaggerAnswers first = tagger_from(line.at("taggers").at(0));
  const TaggerAnswers second = tagger_from(line.at("taggers").at(1));
  return {
      {"measures",
       {measures_json(measure_answers(first, seed)), measures_json(measure_answers(second, seed))}},
      {"comparison", comparison_json(compare_answers(first, second, seed))}};
}

}  // namespace

int main() {
  for (std::string line; std::getline(std::cin, line);)
    std::cout << measured(Json::parse(line)).dump() << std::endl;
}
