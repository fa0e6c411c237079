#include "tools/evaluation/measures/costs.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace airmark::tools {

Percentiles percentiles(std::vector<double> numbers) {
  if (numbers.empty()) return {};
  std::ranges::sort(numbers);
  const auto at = [&](std::size_t percent) {
    const std::size_t rank = (percent * numbers.size() + 99) / 100;  // rounded up, from 1
    return numbers[rank - 1];
  };
  return {at(50), at(90), at(95), at(99), numbers.back()};
}

Costs costs_of(const std::vector<const ClipAnswer*>& answers) {
  Costs costs;
  std::vector<double> latencies_ms;
  for (const ClipAnswer* answer : answers) {
    const TagSet& tags = answer->tags;
    costs.input_tokens += tags.usage.input_tokens;
    costs.output_tokens += tags.usage.output_tokens;
    costs.cost_usd += tags.cost_usd;
    if (!answer->failure)
      latencies_ms.push_back(std::chrono::duration<double, std::milli>(tags.latency).count());
  }
  costs.latency_ms = percentiles(std::move(latencies_ms));
  return costs;
}

}  // namespace airmark::tools
