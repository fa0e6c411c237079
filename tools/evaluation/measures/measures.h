#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "tools/evaluation/clip_answer.h"

namespace airmark::tools {

/// A figure in 0..1 and its 95 % interval by bootstrap over clips.
struct Estimate {
  double value = 0.0, lowest = 0.0, highest = 0.0;
};

/// One genre against the rest.
struct GenreMeasures {
  std::string genre;
  std::size_t support = 0;  ///< Clips of this genre that count.
  double precision = 0.0;   ///< 0 where nothing was called so.
  double recall = 0.0;      ///< 0 without support.
  double f1 = 0.0;
};

/// Mean over genres.
struct MeanMeasures {
  double precision = 0.0, recall = 0.0, f1 = 0.0;
};

/// Clips whose confidence lies in the same tenth.
struct ReliabilityBin {
  std::size_t count = 0;
  double mean_confidence = 0.0;
  double accuracy = 0.0;
};

/// The clips that the tagger was surest of, and how many of them were right.
struct CoveragePoint {
  double coverage = 0.0;  ///< Share of all counted clips, 0..1.
  double least_confidence = 0.0;
  double accuracy = 0.0;
};

struct Percentiles {
  double p50 = 0.0, p90 = 0.0, p95 = 0.0, p99 = 0.0, most = 0.0;
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
  double trained_on_accuracy = 0.0;

  Estimate accuracy;
  Estimate top3;
  Estimate balanced_accuracy;  ///< Mean recall over the genres that have clips.
  Estimate macro_f1;
  Estimate cohen_kappa;                             ///< -1..1. Cohen 1960.
  std::vector<GenreMeasures> by_genre;              ///< In the order of `genres`.
  MeanMeasures macro;                               ///< Each genre the same.
  MeanMeasures weighted;                            ///< By support.
  std::vector<std::vector<std::size_t>> confusion;  ///< [actual][predicted]; genres + "no answer".

  Estimate calibration_error;  ///< ECE: ten equal bins of confidence. Guo et al. 2017.
  Estimate brier_score;        ///< 0..2: Σ over genres of (probability − truth)². Brier 1950.
  std::array<ReliabilityBin, 10> reliability{};
  double mean_confidence_right = 0.0;  ///< 0 where none is right.
  double mean_confidence_wrong = 0.0;
  std::vector<CoveragePoint> coverage;  ///< Surest first; equal confidences are one point.
  double accuracy_of_surest_half = 0.0;

  std::size_t failure_count = 0;        ///< Clips without an answer, whatever the reason.
  std::size_t parse_failure_count = 0;  ///< Of these, because the reply was none (BadReply).
  std::size_t unsure_count = 0;         ///< Answered with no tag at all.
  Percentiles latency_ms;
  std::int64_t input_tokens = 0, output_tokens = 0;
  double cost_usd = 0.0;
};

/// Requires at least one answer that counts. Intervals come from kResamples resamples drawn with
/// `seed`, the same ones for every tagger; they treat clips as independent, so where artists repeat
/// they are narrower than the truth.
Measures measure_answers(const TaggerAnswers& answers, std::uint64_t seed);

/// Two taggers on the clips that count for both.
struct Comparison {
  std::string first, second;
  std::size_t clip_count = 0;
  std::size_t both_right = 0, only_first_right = 0, only_second_right = 0, both_wrong = 0;
  double agreement = 0.0;        ///< Share of clips with the same first tag.
  double kappa = 0.0;            ///< Of their first tags. Cohen 1960.
  double mcnemar_p = 1.0;        ///< Exact, two-sided, mid-p left out. McNemar 1947.
  Estimate accuracy_difference;  ///< First less second; interval by paired bootstrap, -1..1.
};
Comparison compare_answers(const TaggerAnswers& first, const TaggerAnswers& second,
                           std::uint64_t seed);

/// A clip worth a person's label, or a better model's answer.
struct WorthALook {
  std::string file;
  double priority = 0.0;  ///< 0..1, the greatest first.
  std::string reason;     ///< "model says rock, heuristic metal; neither is sure"
};
/// Active learning: where taggers disagree (vote entropy) and the surest is unsure (one less the
/// margin between its first two tags). Settles 2009, sections 2.2 and 2.3.
std::vector<WorthALook> worth_a_look(std::span<const TaggerAnswers> taggers);

}  // namespace airmark::tools
