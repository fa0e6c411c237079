#include "tools/evaluation/dataset/gtzan_clips.h"

#include <gtest/gtest.h>

namespace airmark::tools {
namespace {

TEST(GtzanClips, AreNamedByGenreAndNumber) {
  for (const char* name : {"blues.00000", "hiphop.00099", "jazz.00054"})
    EXPECT_TRUE(is_gtzan_name(name)) << name;
  for (const char* name : {"", ".", "jazz", "jazz.", "jazz.00100", "jazz.54", "jazz.0005x",
                           "polka.00001", "Jazz.00001", "jazz.000540", "rap.00001"})
    EXPECT_FALSE(is_gtzan_name(name)) << name;
}

TEST(GtzanClips, MakeADatasetWhereHalfAreNamedSo) {
  Dataset dataset{"d", {{"jazz/jazz.00001.wav", "", "", {}}, {"jazz/x.wav", "", "", {}}}};
  EXPECT_TRUE(is_gtzan(dataset));
  dataset.clips.push_back({"jazz/y.wav", "", "", {}});
  EXPECT_FALSE(is_gtzan(dataset));
}

}  // namespace
}  // namespace airmark::tools
