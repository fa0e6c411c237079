#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tools/evaluation/clip_answer.h"
#include "tools/evaluation/measures/measures.h"
#include "tools/evaluation/measures/perturbation_effect.h"

namespace airmark::tools {

/// Where an evaluation came from, all that a second run needs to give the same figures. No times:
/// two runs with one seed write the same bytes.
struct EvaluationOrigin {
  std::string program_version;
  std::string git_revision;
  int analysis_version = 0;
  std::string dataset;         ///< As given on the command line.
  std::string dataset_sha256;  ///< Of the list of the clips' names and sound checksums.
  std::string split;           ///< "filtered", "stratified", "random-10", "all", or a file's name.
  std::string split_note;      ///< "" or "not comparable: …", beside every figure.
  std::string samples_per_genre;  ///< "all" or a number.
  std::uint64_t seed = 1;
  std::map<std::string, std::string> configuration;  ///< Settings that count, by key.
  std::map<std::string, std::string> model_sha256;   ///< By tagger, where a file is involved.
};

/// One evaluation: who answered what, and how good that was.
struct Evaluation {
  EvaluationOrigin origin;
  std::vector<TaggerAnswers>
      taggers;  ///< In the order asked for; the baseline without an LLM among them.
  std::vector<Measures> measures;       ///< One per tagger.
  std::vector<Comparison> comparisons;  ///< Every pair, first before second.
  std::vector<WorthALook> worth_a_look;
  std::vector<PerturbedAnswers> perturbed;  ///< One per perturbation that was asked for.
  std::vector<PerturbationEffect> effects;  ///< By tagger, then perturbation.
  std::vector<std::string> warnings;        ///< Sentences that stand beside the figures.
};

}  // namespace airmark::tools
