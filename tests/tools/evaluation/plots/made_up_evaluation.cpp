#include "tests/tools/evaluation/plots/made_up_evaluation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "analysis/vocabulary/genres.h"

namespace airmark::tools {
namespace {

constexpr std::array<const char*, 8> kTaggers{"heuristic",
                                              "bedrock:claude_haiku/hybrid",
                                              "model",
                                              "bedrock:claude_sonnet/description-only",
                                              "bedrock:a_model_with_a_very_long_name_indeed/"
                                              "hybrid-with-examples-and-key-indicators",
                                              "ollama:llama3.2/features",
                                              "bedrock:nova_lite/hybrid",
                                              "bedrock:mistral_large/hybrid"};

std::vector<std::string> genres_of(std::size_t count) {
  std::vector<std::string> genres = genre_identifiers();
  for (std::size_t n = genres.size(); n < count; ++n)
    genres.push_back("wholly_foreign_genre_" + std::to_string(n));
  genres.resize(count);
  return genres;
}

class Draws {
 public:
  double share() { return static_cast<double>(random_() >> 11) * 0x1p-53; }
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(random_() % count); }

 private:
  std::mt19937_64 random_{1};
};

ClipAnswer answer(Draws& draws, const EvaluationShape& shape,
                  const std::vector<std::string>& genres, std::size_t genre, double skill) {
  ClipAnswer clip;
  clip.actual_genre = genres[genre];
  const double confidence = 0.15 + 0.85 * std::pow(draws.share(), 0.6);
  const bool is_right = draws.share() < skill * (0.4 + 0.6 * confidence);
  if (shape.some_stay_unanswered && draws.share() < 0.04) {
    clip.failure = Error{ErrorKind::BadReply, "no answer"};
    return clip;
  }
  clip.tags.confidence = confidence;
  clip.tags.tags = {{genres[is_right ? genre : draws.below(genres.size())], confidence}};
  return clip;
}

void count_clip(Measures& measures, const ClipAnswer& clip) {
  const auto index = [&](std::string_view genre) {
    return static_cast<std::size_t>(
        std::find(measures.genres.begin(), measures.genres.end(), genre) - measures.genres.begin());
  };
  const std::string_view named = first_tag(clip.tags);
  ++measures.confusion[index(clip.actual_genre)][index(named)];
  ReliabilityBin& bin = measures.reliability[std::min<std::size_t>(
      9, static_cast<std::size_t>(10.0 * clip.tags.confidence))];
  const double right = named == clip.actual_genre ? 1.0 : 0.0;
  ++bin.count;
  const auto n = static_cast<double>(bin.count);
  bin.accuracy += (right - bin.accuracy) / n;
  bin.mean_confidence += (clip.tags.confidence - bin.mean_confidence) / n;
}

void measure_genres(Measures& measures) {
  for (std::size_t g = 0; g < measures.genres.size(); ++g) {
    std::size_t support = 0, named = 0;
    for (const std::size_t count : measures.confusion[g]) support += count;
    for (const auto& row : measures.confusion) named += row[g];
    const auto right = static_cast<double>(measures.confusion[g][g]);
    GenreMeasures genre{measures.genres[g], support, 0.0, 0.0, 0.0};
    if (named > 0) genre.precision = right / static_cast<double>(named);
    if (support > 0) genre.recall = right / static_cast<double>(support);
    if (right > 0.0)
      genre.f1 = 2.0 * genre.precision * genre.recall / (genre.precision + genre.recall);
    measures.by_genre.push_back(genre);
  }
}

void measure_coverage(Measures& measures, std::vector<ClipAnswer> answers) {
  std::stable_sort(answers.begin(), answers.end(), [](const ClipAnswer& a, const ClipAnswer& b) {
    return a.tags.confidence > b.tags.confidence;
  });
  double right = 0.0, seen = 0.0;
  for (const ClipAnswer& clip : answers) {
    right += first_tag(clip.tags) == clip.actual_genre ? 1.0 : 0.0;
    seen += 1.0;
    measures.coverage.push_back(
        {seen / static_cast<double>(answers.size()), clip.tags.confidence, right / seen});
  }
}

Measures measures_of(const TaggerAnswers& tagger, const std::vector<std::string>& genres) {
  Measures measures;
  measures.tagger = tagger.tagger;
  measures.genres = genres;
  measures.clip_count = tagger.answers.size();
  measures.confusion.assign(genres.size(), std::vector<std::size_t>(genres.size() + 1, 0));
  for (const ClipAnswer& clip : tagger.answers) count_clip(measures, clip);
  measure_genres(measures);
  measure_coverage(measures, tagger.answers);
  const double accuracy = measures.coverage.back().accuracy;
  const Estimate estimate{accuracy, std::max(0.0, accuracy - 0.03), std::min(1.0, accuracy + 0.03)};
  measures.accuracy = measures.macro_f1 = measures.cohen_kappa = measures.top3 = estimate;
  measures.calibration_error = {0.052, 0.041, 0.07};
  measures.mean_confidence_right = 0.78;
  measures.mean_confidence_wrong = 0.52;
  measures.accuracy_of_surest_half = measures.coverage[measures.coverage.size() / 2].accuracy;
  return measures;
}

void perturb(Evaluation& evaluation, std::size_t count) {
  constexpr std::array<const char*, 3> kNames{"louder", "excerpt", "a-very-long-name-of-a-change"};
  for (std::size_t p = 0; p < count; ++p)
    evaluation.perturbed.push_back(
        {kNames[p % kNames.size()], "what it is, in several words", evaluation.taggers, {}});
  for (std::size_t t = 0; t < evaluation.taggers.size(); ++t)
    for (std::size_t p = 0; p < count; ++p) {
      PerturbationEffect effect;
      effect.tagger = evaluation.taggers[t].tagger;
      effect.perturbation = evaluation.perturbed[p].perturbation;
      const double difference = 0.02 - 0.03 * static_cast<double>(p + t);
      effect.difference = {difference, difference - 0.04, difference + 0.03};
      effect.changed_share = 0.08 * static_cast<double>(p);
      evaluation.effects.push_back(std::move(effect));
    }
}

}  // namespace

Evaluation made_up_evaluation(const EvaluationShape& shape) {
  Evaluation evaluation;
  evaluation.origin.dataset = "/music/GTZAN & more/genres_original/";
  evaluation.origin.split = "filtered";
  if (shape.has_note)
    evaluation.origin.split_note =
        "not comparable: clips of one artist are both in training and in test, so the figures are "
        "higher than on unknown artists";
  const std::vector<std::string> genres = genres_of(shape.genre_count);
  Draws draws;
  for (std::size_t t = 0; t < shape.tagger_count; ++t) {
    TaggerAnswers tagger{kTaggers[t % kTaggers.size()], t % 2 == 1, {}};
    for (std::size_t g = shape.first_genre_is_empty ? 1 : 0; g < genres.size(); ++g)
      for (std::size_t n = 0; n < shape.clips_per_genre; ++n)
        tagger.answers.push_back(
            answer(draws, shape, genres, g, 0.6 + 0.05 * static_cast<double>(t)));
    evaluation.measures.push_back(measures_of(tagger, genres));
    evaluation.taggers.push_back(std::move(tagger));
  }
  perturb(evaluation, shape.perturbation_count);
  return evaluation;
}

}  // namespace airmark::tools
