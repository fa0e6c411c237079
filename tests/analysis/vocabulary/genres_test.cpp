#include "analysis/vocabulary/genres.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cctype>
#include <fstream>
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
