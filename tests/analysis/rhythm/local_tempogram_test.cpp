#include "analysis/rhythm/local_tempogram.h"

#include <gtest/gtest.h>

#include "tests/support/strokes.h"

namespace airmark::analysis {
namespace {

double at_lag(const LocalTempogram& tempogram, Recurrence which, double frames) {
  return LocalTempogram::at_lag(frames).value(tempogram.correlation(3, which));
}

TEST(LocalTempogram, OnsetsRecurAfterTheirPeriodAndItsMultiples) {
  const testing::StrokeTempogram tempogram({{testing::steady_strokes(20.0)}});
  for (const Recurrence which : {Recurrence::Bass, Recurrence::Middle, Recurrence::Treble})
    for (const double periods : {1.0, 2.0, 5.0}) {
      EXPECT_NEAR(at_lag(tempogram, which, 20.0 * periods), 1.0, 0.1) << periods;
      EXPECT_LT(at_lag(tempogram, which, 20.0 * (periods + 0.5)), 0.0) << periods;
    }
}

TEST(LocalTempogram, MagnitudesPeakAtThePulsesRateAndItsMultiples) {
  const testing::StrokeTempogram tempogram({{testing::steady_strokes(20.0)}});
  const auto magnitude = [&](double pulses) {
    return LocalTempogram::at_frequency(pulses / 20.0)
        .value(tempogram.magnitudes(3, OnsetBand::Middle));
  };
  EXPECT_GT(magnitude(1.0), 5.0 * magnitude(0.5));
  EXPECT_GT(magnitude(2.0), 5.0 * magnitude(1.5));
}

TEST(LocalTempogram, BassAndSnareThatTakeTurnsRecurAfterOneBeatTogetherAndTwoApart) {
  const testing::StrokeTempogram tempogram(
      {{testing::steady_strokes(40.0, 10.0), 0, 5}, {testing::steady_strokes(40.0, 30.0), 5, 116}});
  EXPECT_GT(at_lag(tempogram, Recurrence::BassWithMiddle, 20.0), 0.5);
  EXPECT_LT(at_lag(tempogram, Recurrence::BassWithMiddle, 40.0), 0.1);
  EXPECT_LT(at_lag(tempogram, Recurrence::Bass, 20.0), 0.1);
  EXPECT_GT(at_lag(tempogram, Recurrence::Bass, 40.0), 0.5);
}

TEST(LocalTempogram, IsZeroWhereNothingBegins) {
  const testing::StrokeTempogram tempogram({});
  EXPECT_EQ(at_lag(tempogram, Recurrence::Middle, 20.0), 0.0);
  EXPECT_EQ(at_lag(tempogram, Recurrence::BassWithTreble, 20.0), 0.0);
}

TEST(LocalTempogram, BeyondItsLagsThereIsNothing) {
  const testing::StrokeTempogram tempogram({{testing::steady_strokes(20.0)}});
  EXPECT_EQ(at_lag(tempogram, Recurrence::Middle, 300.0), 0.0);
  EXPECT_EQ(LocalTempogram::at_frequency(0.7).value(tempogram.magnitudes(0, OnsetBand::Bass)), 0.0);
}

}  // namespace
}  // namespace airmark::analysis
