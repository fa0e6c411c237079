#include "tools/perturbation/perturbation.h"

#include <gmock/gmock.h>

#include "tests/tools/perturbation/sounds.h"

namespace airmark::tools {
namespace {

using ::testing::HasSubstr;

std::string chosen(std::string_view list) {
  const auto choice = chosen_perturbations(list);
  return choice ? names_of(choice.value()) : choice.error().message;
}

TEST(Perturbation, IsChosenByNameInTheOrderOfTheTable) {
  EXPECT_EQ(chosen("mp3,louder"), "louder,mp3");
  EXPECT_EQ(chosen("louder,louder"), "louder");
  EXPECT_EQ(chosen("all"), "louder,quieter,highpass,lowpass,mp3,faster,slower,excerpt");
  EXPECT_EQ(chosen("mp3,all"), chosen("all"));
}

TEST(Perturbation, ThatIsUnknownIsAUsageErrorWithTheNearestName) {
  const auto choice = chosen_perturbations("louder,qieter");
  ASSERT_FALSE(choice);
  EXPECT_EQ(choice.error().kind, ErrorKind::Usage);
  EXPECT_EQ(choice.error().message, "unknown perturbation 'qieter'; did you mean quieter?");
}

TEST(Perturbation, OfNoNameListsTheNames) {
  for (const char* list : {"", "louder,", "reverberation"})
    EXPECT_THAT(chosen(list), HasSubstr("; there are all, louder, quieter,")) << list;
}

TEST(Perturbation, ChangesASoundThatItFits) {
  for (const Perturbation& one : all_perturbations()) {
    const DecodedSound sound = noise(22050, one.name == "excerpt" ? 11 * 22050 : 22050);
    const auto result = one.apply(sound);
    ASSERT_TRUE(result) << one.name;
    EXPECT_NE(result.value(), sound) << one.name;
    EXPECT_EQ(result.value().channels.size(), 1U) << one.name;
  }
}

}  // namespace
}  // namespace airmark::tools
