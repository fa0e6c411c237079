#include "llm/reply/key_claims.h"

#include <gmock/gmock.h>

#include <string>

namespace airmark::llm {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> keys_in(std::string_view text) {
  std::vector<std::string> keys;
  for (const KeyClaim& claim : key_claims(text))
    keys.push_back(std::string(claim.text) + " = " + std::string(name_of(claim.key)));
  return keys;
}

TEST(KeyClaims, AreReadInAnySpelling) {
  EXPECT_THAT(keys_in("in A minor."), ElementsAre("A minor = A minor"));
  EXPECT_THAT(keys_in("B flat major"), ElementsAre("B flat major = A# major"));
  EXPECT_THAT(keys_in("B-flat-major"), ElementsAre("B-flat-major = A# major"));
  EXPECT_THAT(keys_in("Bb major (F# minor)"),
              ElementsAre("Bb major = A# major", "F# minor = F# minor"));
  EXPECT_THAT(keys_in("C♭ major, F♯ minor"),
              ElementsAre("C♭ major = B major", "F♯ minor = F# minor"));
  EXPECT_THAT(keys_in("F sharp minor"), ElementsAre("F sharp minor = F# minor"));
}

TEST(KeyClaims, AreNotReadFromArticlesWordsAndChords) {
  for (const char* text : {"a minor part", "A minor role is played", "It swings. A major role goes",
                           "DC major", "E minority", "Am", "the C major7", "in minor", "", "A"})
    EXPECT_THAT(keys_in(text), IsEmpty()) << text;
}

TEST(KeyClaims, AreReadFromTheHeadOfASentenceWhereItSpeaksOfAKey) {
  EXPECT_THAT(keys_in("A minor key"), ElementsAre("A minor = A minor"));
  EXPECT_THAT(keys_in("A minor, slow"), ElementsAre("A minor = A minor"));
  EXPECT_THAT(keys_in("E minor throughout"), ElementsAre("E minor = E minor"));
}

}  // namespace
}  // namespace airmark::llm
