#pragma once

#include <span>
#include <string>
#include <vector>

#include "tools/evaluation/clip_answer.h"

namespace airmark::tools {

/// A clip worth a person's label, or a better model's answer.
struct WorthALook {
  std::string file;
  double priority = 0.0;  ///< 0..1, the greatest first.
  std::string reason;     ///< "model says rock, heuristic says metal; the clearest lead is 0.07"
};

/// Active learning: which clips would teach most. It does not look at the truth, so it serves for
/// clips that have none.
///
/// Method  the mean of two (Settles 2009): how much the taggers disagree, as the entropy of their
///         first tags over its greatest value (query by committee), and how unsure even the surest
///         is, as one less the lead of its first tag over its second (margin sampling). With one
///         answer the second alone. "Cannot tell" is a vote of its own, with no lead.
/// Input   answers that count, matched by file; a tagger that failed has no vote.
/// Output  greatest priority first, equal ones by file; without clips that all are certain of and
///         clips that nobody answered.
std::vector<WorthALook> worth_a_look(std::span<const TaggerAnswers> taggers);

}  // namespace airmark::tools
