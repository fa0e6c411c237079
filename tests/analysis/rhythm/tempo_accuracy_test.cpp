#include <gtest/gtest.h>

#include <cstdio>

#include "analysis/rhythm/rhythm_meter.h"
#include "analysis/summary/window_frames.h"
#include "tests/support/annotations.h"
#include "tests/support/clip_file.h"
#include "tests/support/tempo_score.h"
#include "tests/support/test_data.h"

namespace airmark::analysis {
namespace {

/// Every seventh of the annotated clips, train and valid. What all 411 score is printed by
/// bench/tempo_accuracy.
TEST(TempoAccuracy, AnnotatedClipsAreTappedRightMostly) {
  const auto folder = testing::test_data_folder();
  if (!folder) GTEST_SKIP() << "AIRMARK_DATA does not name the folder with the GTZAN clips";
  WindowFrames frames;
  RhythmMeter meter;
  int annotated_count = 0;
  int clip_count = 0;
  int same = 0;
  int related = 0;
  for (const testing::AnnotatedClip& clip : testing::read_annotated_clips(*folder)) {
    if (!clip.tempo_bpm || annotated_count++ % 7 != 0) continue;
    frames.measure(testing::read_clip(clip.sound));
    const double bpm = meter.measure(frames.mel_decibels()).tempo_bpm.value_or(0.0);
    ++clip_count;
    same += testing::is_same_tempo(bpm, *clip.tempo_bpm);
    related += testing::is_related_tempo(bpm, *clip.tempo_bpm);
  }
  ASSERT_GE(clip_count, 50);
  const double acc1 = static_cast<double>(same) / clip_count;
  const double acc2 = static_cast<double>(related) / clip_count;
  std::printf("Acc1 %.3f, Acc2 %.3f of %d clips\n", acc1, acc2, clip_count);
  EXPECT_GT(acc1, 0.72);
  EXPECT_GT(acc2, 0.86);
}

TEST(TempoScore, IsThatOfTheField) {
  EXPECT_TRUE(testing::is_same_tempo(103.9, 100.0));
  EXPECT_FALSE(testing::is_same_tempo(104.1, 100.0));
  EXPECT_FALSE(testing::is_same_tempo(200.0, 100.0));
  EXPECT_TRUE(testing::is_related_tempo(200.0, 100.0));
  EXPECT_TRUE(testing::is_related_tempo(33.4, 100.0));
  EXPECT_FALSE(testing::is_related_tempo(150.0, 100.0));
}

}  // namespace
}  // namespace airmark::analysis
