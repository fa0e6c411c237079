#include "tools/evaluation/reports/protocol.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>

#include "tools/evaluation/reports/figure_text.h"

namespace airmark::tools {
namespace {

std::string songs_sentence(const EvaluationOrigin& origin) {
  const std::string how_many = origin.samples_per_genre == "all"
                                   ? std::string("all songs")
                                   : origin.samples_per_genre + " songs per genre";
  const std::string note = origin.split_note.empty() ? "" : " (" + origin.split_note + ")";
  return fmt::format("Songs: {} of {}, split \"{}\"{}, seed {}.", how_many, origin.dataset,
                     origin.split, note, origin.seed);
}

bool asks_llm(const Evaluation& evaluation) {
  return std::ranges::any_of(evaluation.taggers, &TaggerAnswers::asks_llm);
}

}  // namespace

std::vector<std::string> protocol_of(const Evaluation& evaluation) {
  std::vector<std::string> sentences{
      songs_sentence(evaluation.origin),
      "Each tagger hears each song by itself and never the file's name or folder; its first tag is "
      "its answer. A song without an answer counts as wrong, with confidence 0.",
      "Songs that a tagger's model was trained on are left out of its figures; their accuracy "
      "stands apart and says how well it remembers.",
      "Intervals are 95 %, by bootstrap over songs (Efron and Tibshirani 1993) with the same "
      "resamples for every tagger. They take songs for independent; where artists repeat they are "
      "narrower than the truth.",
      "Two taggers are compared on the songs that count for both, with McNemar's exact test (1947) "
      "and a paired bootstrap. P values are not corrected for the number of pairs.",
      "Calibration error: ten equal bins of confidence (Guo et al. 2017). Brier score: 0 is "
      "perfect, 2 the worst (Brier 1950)."};
  if (!evaluation.perturbed.empty())
    sentences.emplace_back(
        "Perturbations: every song is changed a little, measured and tagged again by the same "
        "tagger; where a model trained without the song answered, the same one answers again, and "
        "no model is trained on a changed song. Differences are after less before, with a paired "
        "bootstrap and McNemar's exact test; P values are not corrected for their number.");
  if (asks_llm(evaluation))
    sentences.emplace_back(
        "Language models were given measured features in words, never sound, and may have met the "
        "dataset's songs in their training; nobody can tell. Tokens and dollars are those of the "
        "answers kept in the journal.");
  return sentences;
}

}  // namespace airmark::tools
