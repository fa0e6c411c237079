#include "tools/evaluation/dataset/label.h"

#include <gmock/gmock.h>

#include <string>

namespace airmark::tools {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<TagScore> read(std::string_view label) {
  Result<std::vector<TagScore>> scores = parse_label(label);
  EXPECT_TRUE(scores) << label << ": " << scores.error().message;
  return scores ? std::move(scores).value() : std::vector<TagScore>{};
}

std::string complaint(std::string_view label) {
  const Result<std::vector<TagScore>> scores = parse_label(label);
  EXPECT_FALSE(scores) << label;
  return scores ? "" : scores.error().message;
}

TEST(Label, NamesAGenreOrOneOfItsKinds) {
  EXPECT_THAT(read("rock"), ElementsAre(TagScore{"rock", 1.0}));
  EXPECT_THAT(read(" Hip-Hop/Rap "), ElementsAre(TagScore{"hiphop", 1.0}));
  EXPECT_THAT(read("be-bop"), ElementsAre(TagScore{"jazz", 1.0}));
}

TEST(Label, OfAGenreAndItsKindIsTheKind) {
  EXPECT_EQ(read("Rock/Metal").front().tag, "metal");
  EXPECT_EQ(read("Metal / Rock").front().tag, "metal");
  EXPECT_EQ(read("Jazz/Bebop").front().tag, "jazz");
  EXPECT_THAT(complaint("Pop/Rock"), HasSubstr("'Pop/Rock' is no known genre"));
  EXPECT_THAT(complaint("Rock/Polka"), HasSubstr("'Rock/Polka' is no known genre"));
}

TEST(Label, OfSeveralGenresMeansTheFirstMost) {
  EXPECT_THAT(read("rock;pop"), ElementsAre(TagScore{"rock", 0.5}, TagScore{"pop", 0.5}));
  EXPECT_THAT(read("pop ; rock")[0].tag, "pop");
}

TEST(Label, OfProbabilitiesMeansTheGreatestMost) {
  EXPECT_THAT(read("rock:0.25; pop:0.75"),
              ElementsAre(TagScore{"pop", 0.75}, TagScore{"rock", 0.25}));
  EXPECT_THAT(read("swing:0.25;bebop:0.25;blues:0.375"),
              ElementsAre(TagScore{"jazz", 0.5}, TagScore{"blues", 0.375}));
}

TEST(Label, IsRefusedWithTheNearestGenre) {
  EXPECT_EQ(complaint("regae"), "'regae' is no known genre; did you mean reggae?");
  EXPECT_THAT(complaint("polka"), HasSubstr("known are blues, classical, country"));
  EXPECT_EQ(complaint("  "), "the genre is empty");
  EXPECT_THAT(complaint("rock;"), HasSubstr("'' is no known genre"));
}

TEST(Label, IsRefusedWithProbabilitiesThatCannotBe) {
  for (const char* label : {"rock:0", "rock:-0.5", "rock:1.5", "rock:nan", "rock:", "rock:half"})
    EXPECT_THAT(complaint(label), HasSubstr("is no probability above 0 and up to 1"));
  EXPECT_THAT(complaint("rock:0.7;pop:0.7"), HasSubstr("sum to more than 1"));
  EXPECT_THAT(complaint("rock:0.7;pop"), HasSubstr("a probability, or none"));
  EXPECT_THAT(complaint("rock;pop:0.7"), HasSubstr("a probability, or none"));
}

}  // namespace
}  // namespace airmark::tools
