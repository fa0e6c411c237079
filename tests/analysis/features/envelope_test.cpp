#include "analysis/features/envelope.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace airmark::analysis {
namespace {

TEST(Envelope, OfASteadyLevelIsEvenlySpread) {
  const Envelope envelope = envelope_of(std::vector<double>(101, 0.25));
  EXPECT_NEAR(envelope.entropy, 1.0, 1e-12);
  EXPECT_EQ(envelope.low_energy_rate, 0.0);
  EXPECT_NEAR(envelope.centroid, 0.5, 1e-12);
  EXPECT_EQ(envelope.attack_decay_balance, 0.0);
}

TEST(Envelope, OfOneLoudFrameLiesThere) {
  std::vector<double> rms(11);
  rms[10] = 0.5;
  const Envelope envelope = envelope_of(rms);
  EXPECT_EQ(envelope.entropy, 0.0);
  EXPECT_EQ(envelope.low_energy_rate, 10.0 / 11.0);
  EXPECT_EQ(envelope.centroid, 1.0);
  EXPECT_EQ(envelope.attack_decay_balance, 1.0);
}

TEST(Envelope, HasTheEntropyOfTheSharesOfEnergy) {
  // Energies 3/4 and 1/4.
  const Envelope envelope = envelope_of(std::vector<double>{std::sqrt(3.0), 1.0});
  const double entropy = -(0.75 * std::log2(0.75) + 0.25 * std::log2(0.25));
  EXPECT_NEAR(envelope.entropy, entropy, 1e-12);
  EXPECT_NEAR(envelope.centroid, 0.25, 1e-12);
}

TEST(Envelope, KnowsPluckedFromBowed) {
  // Struck at once, then dying away in four steps; and the same played backwards.
  std::vector<double> plucked;
  for (int note = 0; note < 5; ++note) plucked.insert(plucked.end(), {0.0, 1.0, 0.75, 0.5, 0.25});
  std::vector<double> bowed(plucked.rbegin(), plucked.rend());
  // Five rises of 1; of five falls by four quarters the last has no frame any more.
  const double rises = 5.0;
  const double falls = 19.0 / 16.0;
  EXPECT_NEAR(envelope_of(plucked).attack_decay_balance, (rises - falls) / (rises + falls), 1e-12);
  EXPECT_NEAR(envelope_of(bowed).attack_decay_balance, (falls - rises) / (rises + falls), 1e-12);
}

TEST(Envelope, DoesNotHearTheLevelAndIsZeroInSilence) {
  std::vector<double> rms{0.1, 0.5, 0.25, 0.3};
  const Envelope soft = envelope_of(rms);
  for (double& value : rms) value *= 4.0;
  const Envelope loud = envelope_of(rms);
  EXPECT_EQ(loud.entropy, soft.entropy);
  EXPECT_EQ(loud.low_energy_rate, soft.low_energy_rate);
  EXPECT_EQ(loud.centroid, soft.centroid);
  EXPECT_EQ(loud.attack_decay_balance, soft.attack_decay_balance);
  const Envelope silent = envelope_of(std::vector<double>(5));
  EXPECT_EQ(silent.entropy, 0.0);
  EXPECT_EQ(silent.low_energy_rate, 0.0);
  EXPECT_EQ(silent.centroid, 0.0);
}

}  // namespace
}  // namespace airmark::analysis
