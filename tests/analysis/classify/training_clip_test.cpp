#include "analysis/classify/training_clip.h"

#include <gtest/gtest.h>

namespace airmark::analysis {
namespace {

TEST(TrainingClip, NamesAClipWithoutFolderAndEnding) {
  EXPECT_EQ(clip_name("blues/blues.00029.wav"), "blues.00029");
  EXPECT_EQ(clip_name("/music/A song.v2.FLAC"), "A song.v2");
  EXPECT_EQ(clip_name("blues.00029"), "blues.00029");
  EXPECT_EQ(clip_name("noise"), "noise");
  EXPECT_EQ(clip_name(".hidden"), ".hidden");
}

TEST(TrainingClip, HashesAreTheStandardSha256) {
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(TrainingClip, TheCanonicalRowDoesNotDependOnHowANumberWasWritten) {
  Gtzan58Values values{};
  values[0] = 661794.0;
  values[1] = 0.1;
  values[2] = 1e-5;
  EXPECT_TRUE(canonical_row(values).starts_with("661794,0.1,1e-05,0,")) << canonical_row(values);
  Gtzan58Values same = values;
  same[1] = 0.10000000000000000555;
  EXPECT_EQ(training_clip("a.wav", values), training_clip("b/a.ogg", same));
  same[1] = 0.1000000001;
  EXPECT_NE(training_clip("a.wav", values).row_sha256, training_clip("a.wav", same).row_sha256);
}

}  // namespace
}  // namespace airmark::analysis
