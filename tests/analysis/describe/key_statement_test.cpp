#include "analysis/describe/key_statement.h"

#include <gmock/gmock.h>

#include "tests/support/hand_made_windows.h"

namespace airmark::analysis {
namespace {

using testing::ordinary_song;
using testing::set;

std::string text_at(double clarity) {
  WindowAnalysis analysis = ordinary_song();
  set(analysis, Musical::KeyClarity, clarity);
  return key_statement(analysis)->text;
}

TEST(KeyStatement, SaysHowSureTheKeyIs) {
  EXPECT_EQ(text_at(0.9), "The key is G major (key clarity 0.90).");
  EXPECT_EQ(text_at(0.7), "The key is probably G major (key clarity 0.70).");
  EXPECT_EQ(text_at(0.5), "The key is perhaps G major (key clarity 0.50).");
}

TEST(KeyStatement, SaysThatNoKeyStandsOut) {
  EXPECT_EQ(text_at(0.2), "No key stands out (key clarity 0.20).");
  WindowAnalysis analysis = ordinary_song();
  analysis.key.reset();
  EXPECT_EQ(key_statement(analysis)->word, kNoKey);
}

TEST(KeyStatement, IsNotMadeWhereNoKeyWasLookedFor) {
  EXPECT_EQ(key_statement(testing::row_of_a_table()), std::nullopt);
}

TEST(KeyStatement, SpellsKeysAsMusiciansDo) {
  EXPECT_EQ(spoken_name({10, Mode::Major}), "B flat major");
  EXPECT_EQ(spoken_name({10, Mode::Minor}), "B flat minor");
  EXPECT_EQ(spoken_name({1, Mode::Major}), "D flat major");
  EXPECT_EQ(spoken_name({1, Mode::Minor}), "C sharp minor");
  EXPECT_EQ(spoken_name({3, Mode::Major}), "E flat major");
  EXPECT_EQ(spoken_name({6, Mode::Minor}), "F sharp minor");
  EXPECT_EQ(spoken_name({8, Mode::Major}), "A flat major");
  EXPECT_EQ(spoken_name({8, Mode::Minor}), "G sharp minor");
}

}  // namespace
}  // namespace airmark::analysis
