#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "tools/training/figures.h"
#include "tools/training/rounding.h"
#include "tools/training/temperature.h"

namespace airmark::tools {
namespace {

/// Two classes; the truth is drawn with the probability that `logit` stands for.
std::vector<LabelledLogits> drawn_clips(double overconfidence) {
  std::mt19937_64 random(11);
  std::vector<LabelledLogits> clips;
  for (int n = 0; n < 20000; ++n) {
    const double logit = static_cast<double>(random() % 6000) / 1000.0 - 3.0;
    const double probability = 1.0 / (1.0 + std::exp(-logit));
    const bool first = static_cast<double>(random() % 1000000) / 1e6 < probability;
    clips.push_back({first ? 0u : 1u, {logit * overconfidence, 0.0}});
  }
  return clips;
}

TEST(Temperature, FindsHowMuchTooSureTheScoresAre) {
  EXPECT_NEAR(fit_temperature(drawn_clips(1.0)), 1.0, 0.03);
  EXPECT_NEAR(fit_temperature(drawn_clips(2.0)), 2.0, 0.06);
  EXPECT_NEAR(fit_temperature(drawn_clips(0.5)), 0.5, 0.015);
}

TEST(Figures, CountWhatWasRight) {
  const std::vector<Prediction> predictions{{0, {0.9, 0.05, 0.03, 0.02}},
                                            {1, {0.4, 0.3, 0.2, 0.1}},
                                            {1, {0.3, 0.4, 0.2, 0.1}},
                                            {3, {0.4, 0.3, 0.2, 0.1}}};
  const Figures f = figures(predictions, 1);
  EXPECT_EQ(f.clip_count, 4u);
  EXPECT_DOUBLE_EQ(f.accuracy.value, 0.5);
  EXPECT_DOUBLE_EQ(f.top3.value, 0.75);
  EXPECT_EQ(f.recall, (std::vector<double>{1.0, 0.5, 0.0, 0.0}));
  EXPECT_EQ(f.confusion[1], (std::vector<std::size_t>{1, 1, 0, 0}));
  EXPECT_EQ(f.confusion[3][0], 1u);
  // bin 0.4: confidences 0.4 × 3, one hit: |1.2 − 1| / 4; bin 0.9: |0.9 − 1| / 4
  EXPECT_NEAR(f.calibration_error.value, 0.05 + 0.025, 1e-12);
  EXPECT_NEAR(f.log_loss, -(std::log(0.9) + std::log(0.3) + std::log(0.4) + std::log(0.1)) / 4,
              1e-12);
}

TEST(Figures, IntervalsAreThoseOfTheBinomialDistribution) {
  std::vector<Prediction> predictions(400, {0, {0.7, 0.3}});
  for (std::size_t n = 0; n < 120; ++n) predictions[n].label = 1;
  const Figures f = figures(predictions, 1);
  const double half = 1.96 * std::sqrt(0.7 * 0.3 / 400.0);
  EXPECT_NEAR(f.accuracy.lowest, 0.7 - half, 0.01);
  EXPECT_NEAR(f.accuracy.highest, 0.7 + half, 0.01);
  EXPECT_NEAR(f.calibration_error.value, 0.0, 1e-12);
  EXPECT_EQ(f.calibration_error.lowest, 0.0);
  EXPECT_LT(f.calibration_error.highest, 0.05);
}

TEST(Rounding, KeepsSevenDigits) {
  EXPECT_EQ(rounded(123456789.0), 123456800.0);
  EXPECT_EQ(rounded(-0.00012345678), -0.0001234568);
  EXPECT_EQ(rounded(0.0), 0.0);
}

}  // namespace
}  // namespace airmark::tools
