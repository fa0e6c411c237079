#include "tools/common/feature_sets.h"

#include <gmock/gmock.h>

namespace airmark::tools {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(FeatureSets, AreReadFromAListWithCommas) {
  EXPECT_THAT(feature_sets_of("").value(), IsEmpty());
  EXPECT_THAT(feature_sets_of("musical").value(), ElementsAre(FeatureSet::Musical));
  EXPECT_THAT(feature_sets_of("mir103,embedding45").value(),
              ElementsAre(FeatureSet::Mir103, FeatureSet::Embedding45));
}

TEST(FeatureSets, OfAnUnknownNameAreAMistakeInTheCommandLine) {
  for (const char* list : {"gtzan", ",mir103", "mir103,,musical", "mir103,x", "Mir103 "}) {
    const auto sets = feature_sets_of(list);
    ASSERT_FALSE(sets) << list;
    EXPECT_EQ(sets.error().kind, ErrorKind::Usage);
  }
  EXPECT_THAT(feature_set_of("loudnes").error().message, HasSubstr("did you mean loudness?"));
  EXPECT_THAT(feature_set_of("colours").error().message,
              HasSubstr("there are gtzan58, mir103, embedding45, musical, loudness"));
}

}  // namespace
}  // namespace airmark::tools
