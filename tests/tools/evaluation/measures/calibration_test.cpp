#include "tools/evaluation/measures/calibration.h"

#include <gtest/gtest.h>

namespace airmark::tools {
namespace {

Outcome outcome(double confidence, bool right) {
  return {0, right ? 0u : 1u, right, confidence, 0.0};
}

double calibration_error(const std::vector<Outcome>& outcomes) {
  CalibrationError error;
  for (const Outcome& o : outcomes) error.add(o);
  return error.over(outcomes.size());
}

TEST(BinOf, CutsConfidenceInTenths) {
  EXPECT_EQ(bin_of(0.0), 0u);
  EXPECT_EQ(bin_of(0.0999), 0u);
  EXPECT_EQ(bin_of(0.1), 1u);
  EXPECT_EQ(bin_of(0.95), 9u);
  EXPECT_EQ(bin_of(1.0), 9u);
}

TEST(CalibrationErrorOf, IsZeroForWhoIsAsOftenRightAsSure) {
  EXPECT_NEAR(calibration_error({outcome(0.5, true), outcome(0.5, false)}), 0.0, 1e-15);
}

TEST(CalibrationErrorOf, IsTheWeightedDistanceOfTheBins) {
  // 0.85 twice, one hit: |1.7 − 1|; 0.2 once, no hit: 0.2
  EXPECT_NEAR(calibration_error({outcome(0.85, true), outcome(0.85, false), outcome(0.2, false)}),
              (0.7 + 0.2) / 3, 1e-15);
}

TEST(CalibrationErrorOf, IsOneForWhoIsCertainAndWrong) {
  EXPECT_DOUBLE_EQ(calibration_error({outcome(1.0, false), outcome(1.0, false)}), 1.0);
}

TEST(Reliability, TellsOfEachBinHowSureAndHowRight) {
  const auto bins = reliability(
      std::vector<Outcome>{outcome(0.82, true), outcome(0.88, false), outcome(0.3, true)});
  EXPECT_EQ(bins[8].count, 2u);
  EXPECT_DOUBLE_EQ(bins[8].mean_confidence, 0.85);
  EXPECT_DOUBLE_EQ(bins[8].accuracy, 0.5);
  EXPECT_EQ(bins[3].count, 1u);
  EXPECT_EQ(bins[0].count, 0u);
  EXPECT_EQ(bins[0].accuracy, 0.0);
}

TEST(MeanConfidence, IsToldOfRightAndWrongAnswers) {
  const std::vector<Outcome> outcomes{outcome(0.9, true), outcome(0.7, true), outcome(0.3, false)};
  EXPECT_DOUBLE_EQ(mean_confidence(outcomes, true), 0.8);
  EXPECT_DOUBLE_EQ(mean_confidence(outcomes, false), 0.3);
  EXPECT_EQ(mean_confidence({}, false), 0.0);
}

}  // namespace
}  // namespace airmark::tools
