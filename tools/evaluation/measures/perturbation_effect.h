#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "tools/evaluation/clip_answer.h"
#include "tools/evaluation/measures/estimate.h"

namespace airmark::tools {

/// What all taggers said of the clips after one perturbation.
struct PerturbedAnswers {
  std::string perturbation;
  std::string meaning;
  std::vector<TaggerAnswers> taggers;     ///< In the order of the undisturbed ones.
  std::set<std::string> unchanged_files;  ///< Clips in which nothing that is measured changed.
};

/// How one tagger fares after one perturbation, clip by clip beside its undisturbed answers.
struct PerturbationEffect {
  std::string tagger, perturbation;
  std::size_t clip_count = 0;       ///< That count.
  std::size_t unchanged_count = 0;  ///< Of these, in unchanged_files.
  std::size_t failure_count = 0;    ///< Of these, without an answer after the perturbation.
  Estimate accuracy;                ///< After the perturbation.
  Estimate difference;  ///< Accuracy after less before; interval by paired bootstrap, -1..1.
  std::size_t right_to_wrong = 0, wrong_to_right = 0;
  double mcnemar_p = 1.0;        ///< Of these two.
  double changed_share = 0.0;    ///< Of the clips, with another first tag; none is one, too.
  double mean_confidence = 0.0;  ///< After; 0 counts where there is no tag.
  double confidence_drop = 0.0;  ///< Mean confidence before less after.
};

/// `tagger` is the place of the tagger of `before`. Requires an answer that counts.
PerturbationEffect perturbation_effect(const TaggerAnswers& before, const PerturbedAnswers& after,
                                       std::size_t tagger, std::uint64_t seed);

}  // namespace airmark::tools
