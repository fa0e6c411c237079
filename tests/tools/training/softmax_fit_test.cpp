#include "tools/training/softmax_fit.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "analysis/classify/linear_model.h"

namespace airmark::tools {
namespace {

/// Three classes, two inputs, overlapping clouds.
Samples clouds() {
  std::mt19937_64 random(5);
  Samples samples{3, 2, {}, {}};
  for (std::size_t n = 0; n < 90; ++n) {
    const std::size_t label = n % 3;
    const auto noise = [&] { return static_cast<double>(random() % 2000) / 1000.0 - 1.0; };
    samples.inputs.push_back((label == 0 ? 0.8 : -0.2) + noise());
    samples.inputs.push_back((label == 1 ? 0.8 : -0.2) + noise());
    samples.labels.push_back(label);
  }
  return samples;
}

/// The objective as the header states it, on its own.
double objective(const Samples& samples, double l2, const Coefficients& c) {
  double loss = 0.0;
  for (std::size_t n = 0; n < samples.labels.size(); ++n) {
    double sum = 0.0;
    std::vector<double> score(3);
    for (std::size_t k = 0; k < 3; ++k) {
      score[k] = c[2 * k] * samples.row(n)[0] + c[2 * k + 1] * samples.row(n)[1] + c[6 + k];
      sum += std::exp(score[k]);
    }
    loss += (std::log(sum) - score[samples.labels[n]]) / static_cast<double>(samples.labels.size());
  }
  for (std::size_t w = 0; w < 6; ++w) loss += 0.5 * l2 * c[w] * c[w];
  return loss;
}

TEST(SoftmaxFit, FindsTheMinimumOfItsObjective) {
  const Samples samples = clouds();
  const auto fit = fit_softmax(samples, 0.05);
  ASSERT_TRUE(fit) << fit.error().message;
  const double least = objective(samples, 0.05, fit.value());
  for (std::size_t c = 0; c < fit.value().size(); ++c)
    for (const double step : {-1e-3, 1e-3}) {
      Coefficients moved = fit.value();
      moved[c] += step;
      EXPECT_GT(objective(samples, 0.05, moved), least) << "coefficient " << c;
    }
}

TEST(SoftmaxFit, MeanProbabilityIsTheShareOfEachClass) {
  Samples samples = clouds();
  samples.labels[0] = samples.labels[3] = samples.labels[6] = 2;  // 27, 30, 33 of 90
  const auto fit = fit_softmax(samples, 0.1);
  ASSERT_TRUE(fit);
  std::vector<double> mean(3);
  for (std::size_t n = 0; n < 90; ++n) {
    const auto p = analysis::softmax(softmax_logits(samples, fit.value(), samples.row(n)));
    for (std::size_t k = 0; k < 3; ++k) mean[k] += p[k] / 90.0;
  }
  EXPECT_NEAR(mean[0], 27.0 / 90.0, 1e-6);
  EXPECT_NEAR(mean[2], 33.0 / 90.0, 1e-6);
}

TEST(SoftmaxFit, DoesNotDependOnTheStart) {
  const Samples samples = clouds();
  const auto cold = fit_softmax(samples, 0.05);
  const auto warm = fit_softmax(samples, 0.05, fit_softmax(samples, 0.5).value());
  ASSERT_TRUE(cold && warm);
  for (std::size_t c = 0; c < 6; ++c) EXPECT_NEAR(cold.value()[c], warm.value()[c], 1e-5);
}

TEST(SoftmaxFit, ConvergesWhereClassesAreSeparable) {
  Samples samples{2, 1, {}, {}};
  for (int n = 0; n < 20; ++n) {
    samples.inputs.push_back(n < 10 ? -1.0 : 1.0);
    samples.labels.push_back(n < 10 ? 0 : 1);
  }
  const auto fit = fit_softmax(samples, 1e-4);
  ASSERT_TRUE(fit) << fit.error().message;
  EXPECT_GT(fit.value()[1], 1.0);
  EXPECT_NEAR(fit.value()[0], -fit.value()[1], 1e-6);
}

}  // namespace
}  // namespace airmark::tools
