#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "tools/evaluation/clip_answer.h"
#include "tools/evaluation/measures/calibration.h"
#include "tools/evaluation/measures/comparison.h"
#include "tools/evaluation/measures/costs.h"
#include "tools/evaluation/measures/coverage.h"
#include "tools/evaluation/measures/estimate.h"
#include "tools/evaluation/measures/worth_a_look.h"

namespace airmark::tools {

/// One genre against the rest.
struct GenreMeasures {
  std::string genre;
  std::size_t support = 0;  ///< Clips of this genre that count.
  double precision = 0.0;   ///< 0 where nothing was called so.
  double recall = 0.0;      ///< 0 without support.
  double f1 = 0.0;          ///< 0 without either.
};

/// Mean over the genres that have clips.
struct MeanMeasures {
  double precision = 0.0, recall = 0.0, f1 = 0.0;
};

/// How good one tagger is on clips that it was not trained on, and what it cost.
///
/// A clip without an answer counts as wrong, with confidence 0, in every figure but latency; it has
/// a column of its own in `confusion`, the last one. Clips that were trained on count in
/// `trained_on_*` alone.
struct Measures {
  std::string tagger;
  std::vector<std::string> genres;    ///< Alphabetical: those of the truth and of the first tags.
  std::size_t clip_count = 0;         ///< That count.
  std::size_t out_of_fold_count = 0;  ///< Of these, by models trained without them.
  std::size_t trained_on_count = 0;
  double trained_on_accuracy = 0.0;  ///< 0 where there are none.

  Estimate accuracy;
  Estimate top3;               ///< The truth is among the first three tags.
  Estimate balanced_accuracy;  ///< Mean recall over the genres that have clips.
  Estimate macro_f1;           ///< Of macro.f1.
  Estimate cohen_kappa;        ///< -1..1; 0 where chance alone is always right. Cohen 1960.
  std::vector<GenreMeasures> by_genre;              ///< In the order of `genres`.
  MeanMeasures macro;                               ///< Each genre the same.
  MeanMeasures weighted;                            ///< By support.
  std::vector<std::vector<std::size_t>> confusion;  ///< [actual][predicted]; genres + "no answer".

  Estimate calibration_error;  ///< ECE: ten equal bins of confidence. Guo et al. 2017.
  Estimate brier_score;        ///< 0..2: Σ over genres of (probability − truth)². Brier 1950.
  std::array<ReliabilityBin, kBinCount> reliability{};
  double mean_confidence_right = 0.0;   ///< 0 where none is right.
  double mean_confidence_wrong = 0.0;   ///< 0 where none is wrong.
  std::vector<CoveragePoint> coverage;  ///< Surest first; equal confidences are one point.
  double accuracy_of_surest_half = 0.0;

  std::size_t failure_count = 0;        ///< Clips without an answer, whatever the reason.
  std::size_t parse_failure_count = 0;  ///< Of these, because the reply was none (BadReply).
  std::size_t unsure_count = 0;         ///< Answered with no tag at all.
  Percentiles latency_ms;               ///< Nearest rank, of answers.
  std::int64_t input_tokens = 0, output_tokens = 0;
  double cost_usd = 0.0;
};

/// Requires at least one answer that counts. Intervals come from kResamples resamples drawn with
/// `seed`, the same ones for every tagger; they treat clips as independent, so where artists repeat
/// they are narrower than the truth.
Measures measure_answers(const TaggerAnswers& answers, std::uint64_t seed);

}  // namespace airmark::tools
