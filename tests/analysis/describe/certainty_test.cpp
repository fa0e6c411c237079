#include "analysis/describe/certainty.h"

#include <gmock/gmock.h>

#include <limits>

namespace airmark::analysis {
namespace {

TEST(Certainty, HasThreeStepsAndSilenceBelow) {
  EXPECT_EQ(certainty_of(1.0), Certainty::Sure);
  EXPECT_EQ(certainty_of(0.8), Certainty::Sure);
  EXPECT_EQ(certainty_of(0.79), Certainty::Probable);
  EXPECT_EQ(certainty_of(0.6), Certainty::Probable);
  EXPECT_EQ(certainty_of(0.59), Certainty::Possible);
  EXPECT_EQ(certainty_of(0.4), Certainty::Possible);
  EXPECT_EQ(certainty_of(0.39), std::nullopt);
  EXPECT_EQ(certainty_of(std::numeric_limits<double>::quiet_NaN()), std::nullopt);
}

TEST(Certainty, IsSaidByAnAdverbExceptWhereItIsSure) {
  EXPECT_EQ(adverb_of(Certainty::Sure), "");
  EXPECT_EQ(adverb_of(Certainty::Probable), "probably ");
  EXPECT_EQ(adverb_of(Certainty::Possible), "perhaps ");
}

}  // namespace
}  // namespace airmark::analysis
