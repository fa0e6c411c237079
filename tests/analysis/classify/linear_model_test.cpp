#include "analysis/classify/linear_model.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <random>

#include "tests/support/linear_models.h"

namespace airmark::analysis {
namespace {

using ::testing::DoubleEq;
using ::testing::DoubleNear;
using ::testing::ElementsAre;

TEST(FeatureTransform, CurvesAndStandardises) {
  const FeatureTransform log{1, TransformKind::Log, 1.0, 1000.0, 2.0, 0.5};
  EXPECT_DOUBLE_EQ(log(100.0), (std::log(100.0) - 2.0) / 0.5);
  const FeatureTransform root{1, TransformKind::SignedRoot, -100.0, 100.0, 1.0, 2.0};
  EXPECT_DOUBLE_EQ(root(-25.0), -3.0);
  EXPECT_DOUBLE_EQ(root(25.0), 2.0);
}

TEST(FeatureTransform, TakesWhatTrainingHasNotSeenForItsEdge) {
  const FeatureTransform log{1, TransformKind::Log, 1.0, 1000.0, 2.0, 0.5};
  EXPECT_DOUBLE_EQ(log(0.0), log(1.0));
  EXPECT_DOUBLE_EQ(log(-5.0), log(1.0));
  EXPECT_DOUBLE_EQ(log(std::numeric_limits<double>::infinity()), log(1000.0));
}

TEST(LinearModel, ScoresAreLinearInTheInputsAndDividedByTheTemperature) {
  const LinearModel model = testing::small_model_file().model;
  const std::vector<double> inputs{2.0, -1.0, 0.5};
  EXPECT_THAT(logits(model, inputs), ElementsAre(DoubleEq((-1.0 - 0.25 + 0.25 + 0.125) / 1.25),
                                                 DoubleEq((-2.0 + 0.25 + 0.0625 - 0.25) / 1.25),
                                                 DoubleEq((3.0 - 0.3125 + 0.125) / 1.25)));
}

TEST(LinearModel, SoftmaxSumsToOneForLogitsOfAnySize) {
  const std::vector<double> scores{700.0, 800.0, -1e6};
  const std::vector<double> probabilities = softmax(scores);
  EXPECT_NEAR(std::accumulate(probabilities.begin(), probabilities.end(), 0.0), 1.0, 1e-12);
  EXPECT_NEAR(probabilities[0], std::exp(-100.0), 1e-50);
  const std::vector<double> even{0.0, 0.0};
  EXPECT_THAT(softmax(even), ElementsAre(0.5, 0.5));
}

TEST(LinearModel, ContributionsAddUpToTheDistanceFromTheOthers) {
  const LinearModel model = testing::small_model_file().model;
  std::mt19937_64 random(7);
  for (int round = 0; round < 200; ++round) {
    Gtzan58Values values{};
    for (double& v : values) v = static_cast<double>(random() % 100000) / 10.0 - 1000.0;
    const std::vector<double> inputs = model_inputs(model, values);
    const std::vector<double> scores = logits(model, inputs);
    for (std::size_t k = 0; k < scores.size(); ++k) {
      const std::vector<double> shares = contributions(model, inputs, k);
      const double others = (scores[0] + scores[1] + scores[2] - scores[k]) / 2.0;
      const double explained = std::accumulate(shares.begin(), shares.end(), 0.0);
      EXPECT_THAT(explained + bias_lead(model, k), DoubleNear(scores[k] - others, 1e-12));
    }
  }
}

}  // namespace
}  // namespace airmark::analysis
