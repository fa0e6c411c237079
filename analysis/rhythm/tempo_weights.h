#pragma once

#include "analysis/rhythm/tempo_evidence.h"

namespace airmark::analysis {

/// How much each piece of evidence speaks for a way of tapping.
///
/// Method     multinomial logistic regression over the paths of a window, with an L2 penalty,
/// fitted
///            by bench/fit_tempo_weights.py on whole clips of GTZAN's fault-filtered train list,
///            their halves and their thirds (annotations: TempoBeatDownbeat).
extern const TempoEvidence kTempoWeights;

/// Probability that the likeliest tempo is right within 4 %: logistic function of bias + slope *
/// log odds of its share (Platt 1999), fitted to answers for clips that were left out.
extern const double kConfidenceBias;
extern const double kConfidenceSlope;

}  // namespace airmark::analysis
