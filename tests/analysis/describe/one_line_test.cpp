#include "analysis/describe/one_line.h"

#include <gmock/gmock.h>

#include "analysis/describe/describer.h"
#include "tests/support/hand_made_windows.h"

namespace airmark::analysis {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::ordinary_song;
using testing::set;
using ::testing::StartsWith;

std::string line_of(const WindowAnalysis& analysis) { return one_line(describe(analysis)); }

TEST(OneLine, BeginsWithPulseTempoAndKey) {
  WindowAnalysis analysis = ordinary_song();
  set(analysis, Musical::KeyClarity, 0.95);
  EXPECT_THAT(line_of(analysis), StartsWith("Moderate, clear pulse at 117 BPM in G major"));
}

TEST(OneLine, HedgesWhatIsNotSure) {
  WindowAnalysis analysis = ordinary_song();
  set(analysis, Musical::TempoConfidence, 0.7);
  set(analysis, Musical::KeyClarity, 0.45);
  EXPECT_THAT(line_of(analysis), HasSubstr("pulse, probably 117 BPM, perhaps in G major"));
  set(analysis, Musical::KeyClarity, 0.9);
  EXPECT_THAT(line_of(analysis), HasSubstr("pulse, probably 117 BPM, in G major"));
}

TEST(OneLine, NamesTheModeWhereNoKeyStandsOut) {
  WindowAnalysis analysis = ordinary_song();
  analysis.key.reset();
  set(analysis, Musical::Majorness, -0.9);
  EXPECT_THAT(line_of(analysis), HasSubstr("117 BPM in a minor key"));
  set(analysis, Musical::Majorness, -0.5);
  EXPECT_THAT(line_of(analysis), Not(HasSubstr("minor")));
}

TEST(OneLine, NamesTheSecondTempo) {
  WindowAnalysis analysis = ordinary_song();
  analysis.tempo_candidates = {{117.45, 0.5}, {58.7, 0.5}};
  EXPECT_THAT(line_of(analysis), HasSubstr("at 117 or 59 BPM"));
}

TEST(OneLine, NamesSwingWhereTheTempoIsProbable) {
  WindowAnalysis analysis = ordinary_song();
  set(analysis, Musical::SwingRatio, 1.9);
  EXPECT_THAT(line_of(analysis), HasSubstr("clear, shuffled pulse"));
  set(analysis, Musical::TempoConfidence, 0.5);
  EXPECT_THAT(line_of(analysis), Not(HasSubstr("shuffled")));
}

TEST(OneLine, FindsAFirmPulseDrivingWhereItIsLivelyAndHasAttacks) {
  WindowAnalysis analysis = ordinary_song();
  set(analysis, Musical::PulseClarity, 0.5);
  EXPECT_THAT(line_of(analysis), StartsWith("Moderate, firm pulse"));
  set(analysis, Musical::TempoBpm, 125.0);
  EXPECT_THAT(line_of(analysis), StartsWith("Lively, driving pulse"));
  set(analysis, Musical::Percussiveness, 0.01);
  EXPECT_THAT(line_of(analysis), StartsWith("Lively, firm pulse"));
}

TEST(OneLine, KeepsTheMostTellingWhereRoomIsShort) {
  WindowAnalysis analysis = ordinary_song();
  set(analysis, Musical::TempoConfidence, 0.7);
  set(analysis, Musical::KeyClarity, 0.7);
  analysis.key = Key{6, Mode::Minor};
  analysis.tempo_candidates = {{117.45, 0.5}, {58.7, 0.4}};
  set(analysis, Musical::TempoConfidence, 0.35);
  set(analysis, Musical::BassWeight, 0.01);
  set(analysis, Musical::Distortion, 0.99);
  set(analysis, Gtzan58::CentroidMean, 2800.0);
  const std::string line = line_of(analysis);
  EXPECT_LE(line.size(), kLongestLine);
  EXPECT_THAT(line, HasSubstr("heavily distorted"));
  EXPECT_THAT(line, Not(HasSubstr("bass")));
}

TEST(OneLine, SaysThatSilenceIsSilentAndThatNothingIsKnown) {
  EXPECT_EQ(line_of({}), "Silence.");
  EXPECT_EQ(one_line({}), "Nothing can be said of it.");
}

}  // namespace
}  // namespace airmark::analysis
