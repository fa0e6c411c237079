#include <gtest/gtest.h>

#include <filesystem>

#include "analysis/summary/window_frames.h"
#include "analysis/tonality/harmony.h"
#include "tests/support/annotations.h"
#include "tests/support/clip_file.h"
#include "tests/support/key_score.h"
#include "tests/support/test_data.h"

namespace airmark::analysis {
namespace {

/// Every second one of the annotated clips that are here bit-exact. What all 318 score is printed
/// by bench/key_accuracy.
TEST(KeyAccuracy, AnnotatedClipsScoreMoreThanSevenTenths) {
  const auto folder = testing::test_data_folder();
  if (!folder) GTEST_SKIP() << "AIRMARK_DATA does not name the folder with the GTZAN clips";
  WindowFrames frames;
  HarmonyMeter meter;
  double score = 0.0;
  int clip_count = 0;
  bool is_taken = false;
  for (const testing::AnnotatedClip& clip : testing::read_annotated_clips(*folder)) {
    const auto path = *folder / "gtzan/parity" / clip.genre / (clip.clip + ".flac");
    if (!clip.key || !std::filesystem::exists(path)) continue;
    if (is_taken = !is_taken; !is_taken) continue;
    const std::vector<float> samples = testing::read_clip(path);
    frames.measure(samples);
    const Harmony harmony = meter.measure(samples, frames.harmonic());
    ++clip_count;
    if (harmony.key) score += testing::mirex_score(testing::relation_of(*harmony.key, *clip.key));
  }
  ASSERT_GE(clip_count, 25);
  std::printf("MIREX score of %d clips: %.3f\n", clip_count, score / clip_count);
  EXPECT_GT(score / clip_count, 0.7);
}

TEST(KeyScore, IsThatOfMirex) {
  using testing::KeyRelation;
  using testing::relation_of;
  const Key c_major{0, Mode::Major};
  const Key a_minor{9, Mode::Minor};
  EXPECT_EQ(relation_of(c_major, c_major), KeyRelation::Same);
  EXPECT_EQ(relation_of({7, Mode::Major}, c_major), KeyRelation::FifthAbove);
  EXPECT_EQ(relation_of({5, Mode::Major}, c_major), KeyRelation::FifthBelow);
  EXPECT_EQ(relation_of(a_minor, c_major), KeyRelation::Relative);
  EXPECT_EQ(relation_of(c_major, a_minor), KeyRelation::Relative);
  EXPECT_EQ(relation_of({0, Mode::Minor}, c_major), KeyRelation::Parallel);
  EXPECT_EQ(relation_of({3, Mode::Minor}, c_major), KeyRelation::Other);
  EXPECT_EQ(relation_of({7, Mode::Minor}, c_major), KeyRelation::Other);
  EXPECT_EQ(testing::mirex_score(KeyRelation::FifthBelow), 0.5);
  EXPECT_EQ(testing::mir_eval_score(KeyRelation::FifthBelow), 0.0);
}

}  // namespace
}  // namespace airmark::analysis
