#include "tests/tools/evaluation/reports/made_up_evaluation.h"

#include <algorithm>
#include <string>
#include <utility>

#include "tools/evaluation/measures/outcome.h"
#include "tools/evaluation/reports/warnings.h"

namespace airmark::tools {
namespace {

const std::vector<std::string> kGenres{"blues", "jazz", "rock"};
constexpr int kSongsPerGenre = 4;

std::string file_of(const std::string& genre, int number) {
  return genre + "/" + genre + ".0000" + std::to_string(number) + ".wav";
}

std::string other_than(const std::string& genre) { return genre == "rock" ? "blues" : "rock"; }

TagSet opinion(const std::string& tagger, const std::string& genre, double confidence) {
  TagSet tags;
  tags.tags = {{genre, confidence}, {other_than(genre), 0.75 * (1.0 - confidence)}};
  tags.confidence = confidence;
  tags.reasoning = "Sounds like <" + genre + "> & \"more\", no doubt";
  tags.key_indicators = {{"tempo_bpm", 92.5, 0.25}};
  tags.tagger_id = tagger;
  return tags;
}

ClipAnswer answer(const std::string& tagger, const std::string& genre, int number, bool right) {
  ClipAnswer clip;
  clip.file = file_of(genre, number);
  clip.actual_genre = genre;
  clip.tags = opinion(tagger, right ? genre : other_than(genre), right ? 0.5 + 0.1 * number : 0.45);
  return clip;
}

TaggerAnswers model_answers() {
  TaggerAnswers tagger{"model", false, {}};
  for (const std::string& genre : kGenres)
    for (int number = 0; number < kSongsPerGenre; ++number)
      tagger.answers.push_back(answer("model", genre, number, genre != "jazz" || number != 1));
  tagger.answers.push_back(answer("model", "rock", kSongsPerGenre, true));
  tagger.answers.back().acquaintance = Acquaintance::TrainedOn;
  tagger.answers.front().acquaintance = Acquaintance::OutOfFold;
  return tagger;
}

TaggerAnswers language_model_answers() {
  TaggerAnswers tagger{"bedrock:claude_haiku/hybrid", true, {}};
  for (const std::string& genre : kGenres)
    for (int number = 0; number < kSongsPerGenre + (genre == "rock" ? 1 : 0); ++number)
      tagger.answers.push_back(answer("bedrock", genre, number, number != 1 || genre == "rock"));
  for (ClipAnswer& clip : tagger.answers) {
    clip.tags.model = "anthropic.claude-haiku";
    clip.tags.prompt_version = 3;
    clip.tags.usage = {800, 120};
    clip.tags.cost_usd = 0.0011;
    clip.tags.components = {{"measured", 0.4, clip.tags.tags}};
  }
  ClipAnswer& failed = tagger.answers[2];
  failed.tags = {};
  failed.failure = Error{ErrorKind::BadReply, "the reply is <no> JSON, \"but\" text"};
  tagger.answers[3].tags.tags.clear();
  tagger.answers[3].tags.confidence = 0.0;
  return tagger;
}

EvaluationOrigin origin() {
  EvaluationOrigin origin;
  origin.program_version = "0.9.0";
  origin.git_revision = "abc1234";
  origin.analysis_version = 7;
  origin.dataset = "music & more";
  origin.dataset_sha256 = std::string(64, 'd');
  origin.split = "filtered";
  origin.samples_per_genre = "all";
  origin.configuration = {{"llm.temperature", "0"}, {"window_s", "30"}};
  origin.model_sha256 = {{"model", std::string(64, 'e')}};
  return origin;
}

}  // namespace

void measure_again(Evaluation& evaluation) {
  evaluation.measures.clear();
  evaluation.comparisons.clear();
  for (const TaggerAnswers& tagger : evaluation.taggers)
    evaluation.measures.push_back(measure_answers(tagger, evaluation.origin.seed));
  for (std::size_t first = 0; first < evaluation.taggers.size(); ++first)
    for (std::size_t second = first + 1; second < evaluation.taggers.size(); ++second)
      evaluation.comparisons.push_back(compare_answers(
          evaluation.taggers[first], evaluation.taggers[second], evaluation.origin.seed));
  evaluation.effects.clear();
  for (std::size_t tagger = 0; tagger < evaluation.taggers.size(); ++tagger)
    for (const PerturbedAnswers& perturbed : evaluation.perturbed)
      evaluation.effects.push_back(perturbation_effect(evaluation.taggers[tagger], perturbed,
                                                       tagger, evaluation.origin.seed));
  evaluation.worth_a_look = worth_a_look(evaluation.taggers);
  evaluation.warnings = warnings_of(evaluation);
}

Evaluation made_up_evaluation(std::chrono::microseconds latency) {
  Evaluation evaluation;
  evaluation.origin = origin();
  evaluation.taggers = {model_answers(), language_model_answers()};
  for (TaggerAnswers& tagger : evaluation.taggers)
    for (ClipAnswer& clip : tagger.answers) clip.tags.latency = latency += latency / 7;
  measure_again(evaluation);
  return evaluation;
}

Evaluation made_up_perturbed_evaluation() {
  Evaluation evaluation = made_up_evaluation();
  evaluation.perturbed = {
      {"louder", "gain of +6 dB", evaluation.taggers, {evaluation.taggers[0].answers[0].file}},
      {"mp3", "through <MP3>", evaluation.taggers, {}}};
  for (TaggerAnswers& tagger : evaluation.perturbed[1].taggers) {
    ClipAnswer& song = *std::ranges::find_if(tagger.answers, is_right);
    song.tags.tags = {{"metal", 0.4}};
    song.tags.confidence = 0.4;
    if (!tagger.asks_llm) continue;
    song.tags = {};
    song.failure = Error{ErrorKind::Timeout, "nobody answered"};
  }
  measure_again(evaluation);
  return evaluation;
}

}  // namespace airmark::tools
