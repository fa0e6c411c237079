#include "analysis/rhythm/tempo_evidence.h"

#include <gtest/gtest.h>

#include "tests/support/strokes.h"

namespace airmark::analysis {
namespace {

TEST(TempoEvidence, HasBothSignsForTempiAroundTheModerateOne) {
  const testing::StrokeTempogram tempogram({{testing::steady_strokes(20.0)}});
  const std::vector<std::uint8_t> places(tempogram.stretch_count(), 120);
  const TempoEvidenceTable table;
  const auto preference = [&](double bpm) {
    return table.evidence(tempogram, {bpm, 0.0, places})[kTempoEvidenceCount - 2];
  };
  EXPECT_DOUBLE_EQ(preference(230.0), 1.0);
  EXPECT_DOUBLE_EQ(preference(57.5), -1.0);
}

TEST(TempoEvidence, BeginsWithTheRecurrenceOfTheBassAfterHalfABeat) {
  const testing::StrokeTempogram tempogram({{testing::steady_strokes(20.0)}});
  // 64.6 BPM: two onsets a beat.
  const auto place = testing::place_of(40.0);
  const std::vector<std::uint8_t> places(tempogram.stretch_count(), place);
  const TempoEvidence evidence = TempoEvidenceTable().evidence(tempogram, {64.6, 0.0, places});
  EXPECT_NEAR(evidence[0], 1.0, 0.1);                     // after half a beat
  EXPECT_LT(evidence[kRecurrenceCount], 0.1);             // after three quarters
  EXPECT_NEAR(evidence[2 * kRecurrenceCount], 1.0, 0.1);  // after a beat
}

}  // namespace
}  // namespace airmark::analysis
