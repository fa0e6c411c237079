#include "analysis/vocabulary/genres.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "tests/support/test_data.h"

namespace airmark {
namespace {

using ::testing::ElementsAre;
using ::testing::Optional;
using ::testing::StrEq;

TEST(Genres, AreTheTenOfTheTableInAlphabeticalOrder) {
  EXPECT_THAT(genre_identifiers(), ElementsAre("blues", "classical", "country", "disco", "hiphop",
                                               "jazz", "metal", "pop", "reggae", "rock"));
}

TEST(Genres, AreKnownInAnyCaseAndPunctuation) {
  for (const char* name : {"Hip-Hop", "HIPHOP", "hip hop", " hip_hop ", "Hip.Hop", "RAP"})
    EXPECT_THAT(genre_identifier(name), Optional(StrEq("hiphop"))) << name;
  for (const char* name : {"Rock & Roll", "Rock and Roll", "ROCK", "Rock'n'Roll", "rock n roll"})
    EXPECT_THAT(genre_identifier(name), Optional(StrEq("rock"))) << name;
  for (std::string name : genre_identifiers()) {
    const std::string identifier = name;
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::toupper(c); });
    EXPECT_THAT(genre_identifier(name), Optional(identifier));
  }
}

TEST(Genres, EveryNameInTheFileStandsForItsOwnGenreOnly) {
  std::ifstream stream(testing::source_file("config/genres.json"));
  const nlohmann::json file = nlohmann::json::parse(stream);
  ASSERT_EQ(file.at("genres").size(), genre_identifiers().size());
  for (const auto& genre : file.at("genres")) {
    const auto identifier = genre.at("id").get<std::string>();
    EXPECT_EQ(genre_display_name(identifier), genre.at("name").get<std::string>());
    EXPECT_THAT(genre_identifier(genre.at("name").get<std::string>()), Optional(identifier));
    for (const auto& alias : genre.at("aliases"))
      EXPECT_THAT(genre_identifier(alias.get<std::string>()), Optional(identifier)) << alias;
  }
}

TEST(Genres, ALabelMayNameASubGenre) {
  EXPECT_THAT(genre_of_label("Hip-Hop/Rap"), Optional(StrEq("hiphop")));
  EXPECT_THAT(genre_of_label("heavy metal"), Optional(StrEq("metal")));
  EXPECT_THAT(genre_of_label("Delta Blues"), Optional(StrEq("blues")));
  EXPECT_THAT(genre_of_label("be-bop"), Optional(StrEq("jazz")));
  EXPECT_EQ(genre_of_label("polka"), std::nullopt);
  EXPECT_EQ(genre_of_label(""), std::nullopt);
}

TEST(Genres, EverySubGenreBelongsToOneGenreAndIsNoAnswer) {
  std::ifstream stream(testing::source_file("config/genres.json"));
  std::map<std::string, std::string> genre_of;
  const nlohmann::json file = nlohmann::json::parse(stream);
  for (const auto& genre : file.at("genres"))
    for (const auto& subgenre : genre.at("subgenres")) {
      const auto name = subgenre.get<std::string>();
      const auto identifier = genre.at("id").get<std::string>();
      EXPECT_TRUE(genre_of.emplace(folded_name(name), identifier).second) << name;
      EXPECT_THAT(genre_of_label(name), Optional(identifier)) << name;
      EXPECT_EQ(genre_identifier(name), std::nullopt) << name;
    }
  EXPECT_GT(genre_of.size(), 50u);
}

TEST(Genres, AParentIsAGenreOfTheListWithoutAParent) {
  EXPECT_THAT(parent_genre("metal"), Optional(StrEq("rock")));
  EXPECT_EQ(parent_genre("rock"), std::nullopt);
  EXPECT_EQ(parent_genre("polka"), std::nullopt);
  for (const std::string& identifier : genre_identifiers())
    if (const auto parent = parent_genre(identifier)) {
      EXPECT_THAT(genre_identifier(*parent), Optional(*parent));
      EXPECT_EQ(parent_genre(*parent), std::nullopt);
    }
}

TEST(Genres, DoNotIncludeWhatIsNoGenre) {
  for (const char* name : {"", " ", "-", "polka", "bluesrock", "röck", "jazzé", "ポップ"})
    EXPECT_EQ(genre_identifier(name), std::nullopt) << name;
}

TEST(Genres, SuggestTheOneThatWasProbablyMeant) {
  EXPECT_THAT(nearest_genre_identifier("regae"), Optional(StrEq("reggae")));
  EXPECT_THAT(nearest_genre_identifier("Clasical"), Optional(StrEq("classical")));
  EXPECT_THAT(nearest_genre_identifier("mettal"), Optional(StrEq("metal")));
  EXPECT_THAT(nearest_genre_identifier("Hip-Hopp"), Optional(StrEq("hiphop")));
}

TEST(Genres, SuggestNothingForAWordThatIsFarFromAll) {
  for (const std::string& name : {std::string("techno"), std::string(), std::string("zz"),
                                  std::string("drum and bass"), std::string(100000, 'x')})
    EXPECT_EQ(nearest_genre_identifier(name), std::nullopt) << name.substr(0, 20);
}

}  // namespace
}  // namespace airmark
