#pragma once

#include <cstdint>
#include <vector>

#include "tools/evaluation/clip_answer.h"

namespace airmark::tools {

struct Percentiles {
  double p50 = 0.0, p90 = 0.0, p95 = 0.0, p99 = 0.0, most = 0.0;
};

/// By nearest rank: the smallest of the numbers that at least so many per cent do not exceed, so
/// each is a number that occurred (Hyndman and Fan 1996, definition 1). Zeros without numbers.
Percentiles percentiles(std::vector<double> numbers);

/// What answers took.
struct Costs {
  Percentiles latency_ms;  ///< Of the answers; a failure's time says nothing of how fast they are.
  std::int64_t input_tokens = 0, output_tokens = 0;  ///< Failures too: they are paid for.
  double cost_usd = 0.0;
};
Costs costs_of(const std::vector<const ClipAnswer*>& answers);

}  // namespace airmark::tools
