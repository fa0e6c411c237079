#include "tools/evaluation/measures/costs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "tests/tools/evaluation/measures/made_answers.h"

namespace airmark::tools {
namespace {

TEST(PercentilesOf, AreNumbersThatOccurred) {
  std::vector<double> numbers(100);
  std::iota(numbers.begin(), numbers.end(), 1.0);
  std::ranges::reverse(numbers);
  const Percentiles p = percentiles(numbers);
  EXPECT_EQ(p.p50, 50.0);
  EXPECT_EQ(p.p90, 90.0);
  EXPECT_EQ(p.p95, 95.0);
  EXPECT_EQ(p.p99, 99.0);
  EXPECT_EQ(p.most, 100.0);
}

TEST(PercentilesOf, RoundUpToTheNextRank) {
  const Percentiles p = percentiles({30.0, 10.0, 20.0});
  EXPECT_EQ(p.p50, 20.0);
  EXPECT_EQ(p.p90, 30.0);
  std::vector<double> twelve(12);
  std::iota(twelve.begin(), twelve.end(), 1.0);
  EXPECT_EQ(percentiles(twelve).p95, 12.0);  // rank 11.4
}

TEST(PercentilesOf, OfNothingAreZeros) { EXPECT_EQ(percentiles({}).most, 0.0); }

TEST(CostsOf, FailuresArePaidForButNotTimed) {
  ClipAnswer answer = answer_of("a", "rock", {{"rock", 0.8}});
  answer.tags.latency = std::chrono::microseconds(1500);
  answer.tags.usage = {100, 10};
  answer.tags.cost_usd = 0.25;
  ClipAnswer failure = failure_of("b", "rock", ErrorKind::BadReply);
  failure.tags.latency = std::chrono::seconds(30);
  failure.tags.usage = {200, 20};
  failure.tags.cost_usd = 0.5;
  const Costs costs = costs_of({&answer, &failure});
  EXPECT_EQ(costs.latency_ms.most, 1.5);
  EXPECT_EQ(costs.input_tokens, 300);
  EXPECT_EQ(costs.output_tokens, 30);
  EXPECT_DOUBLE_EQ(costs.cost_usd, 0.75);
}

}  // namespace
}  // namespace airmark::tools
