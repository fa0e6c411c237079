#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "tools/evaluation/measures/estimate.h"

namespace airmark::tools {

inline constexpr int kResamples = 2000;

/// The numbers of the clips in one resample; the same number may stand there more than once.
using Resample = std::span<const std::size_t>;

/// Calls `visit` kResamples times with `clip_count` numbers below `clip_count`, drawn with
/// replacement. The same count and seed give the same numbers in the same order on every machine,
/// so figures of two taggers on the same clips are paired. Requires clips.
void for_each_resample(std::size_t clip_count, std::uint64_t seed,
                       const std::function<void(Resample)>& visit);

/// All clips once.
std::vector<std::size_t> every_clip(std::size_t clip_count);

/// The 2.5 % and 97.5 % quantiles of what the resamples gave: the percentile method of Efron and
/// Tibshirani 1993, chapter 13. Requires resamples.
Estimate with_interval(double value, std::vector<double> resampled);

/// For a sum of absolute errors, which takes the noise that resampling adds for error, so that the
/// resamples lie above the estimate: the interval is moved back by the mean of that.
Estimate with_interval_less_bias(double value, std::vector<double> resampled);

}  // namespace airmark::tools
