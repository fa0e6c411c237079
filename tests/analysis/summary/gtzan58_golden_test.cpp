#include <gmock/gmock.h>

#include <string>

#include "analysis/summary/gtzan58_extractor.h"
#include "tests/support/golden_values.h"

namespace airmark::analysis {
namespace {

using testing::golden_json;
using testing::golden_of;

/// golden.json spells groups with one star: "mfcc*_var", "zero_crossing_rate_*".
bool matches(const std::string& pattern, const std::string& name) {
  const std::size_t star = pattern.find('*');
  if (star == std::string::npos) return pattern == name;
  return name.starts_with(pattern.substr(0, star)) && name.ends_with(pattern.substr(star + 1));
}

double absolute_tolerance(const std::string& name) {
  const auto& tolerances = golden_json().at("tolerance").at("abs");
  for (const auto& [pattern, tolerance] : tolerances.items())
    if (matches(pattern, name)) return tolerance.get<double>();
  return tolerances.at("other").get<double>();
}

class Gtzan58Golden : public ::testing::TestWithParam<std::string_view> {};

TEST_P(Gtzan58Golden, SignalHasTheSamplesThatLibrosaSaw) {
  const auto pcm = testing::golden_pcm(GetParam());
  EXPECT_EQ(pcm.size(), golden_of(GetParam()).at("samples").get<std::size_t>());
  EXPECT_EQ(testing::pcm_sha256(pcm), golden_of(GetParam()).at("pcm_sha256").get<std::string>());
}

TEST_P(Gtzan58Golden, EveryValueIsWithinItsStatedTolerance) {
  ASSERT_EQ(golden_json().at("tolerance").at("rule"), "|x-ref| <= 1e-5*|ref| + abs");
  Gtzan58Extractor extractor;
  const Gtzan58Values values = extractor.extract(testing::golden_signal(GetParam())).gtzan58;
  const auto& golden = golden_of(GetParam()).at("kaggle");
  ASSERT_EQ(golden.size(), kGtzan58Count);
  for (std::size_t i = 0; i < kGtzan58Count; ++i) {
    const std::string name(kGtzan58Table[i].name);
    const double expected = golden.at(name).get<double>();
    const bool exact = name == "tempo" || name == "length";
    const double tolerance = exact ? 0.0 : 1e-5 * std::abs(expected) + absolute_tolerance(name);
    const double error = std::abs(values[i] - expected);
    if (testing::golden_is_fragile(GetParam(), name)) {
      std::printf("fragile: %s %s is %.9g, librosa %.9g (%s)\n", std::string(GetParam()).c_str(),
                  name.c_str(), values[i], expected, error <= tolerance ? "within" : "outside");
      EXPECT_TRUE(std::isfinite(values[i])) << name;
      continue;
    }
    EXPECT_LE(error, tolerance) << name << " is " << values[i] << ", librosa " << expected;
  }
}

INSTANTIATE_TEST_SUITE_P(Librosa, Gtzan58Golden, ::testing::ValuesIn(testing::kGoldenSignals),
                         [](const auto& signal) { return std::string(signal.param); });

}  // namespace
}  // namespace airmark::analysis
