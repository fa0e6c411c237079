#include "analysis/describe/paragraph.h"

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

std::string told(const WindowAnalysis& analysis) { return paragraph(describe(analysis)); }

TEST(Paragraph, TellsASureTempoPlainlyAndAnUnsureOneWithItsDoubt) {
  WindowAnalysis analysis = ordinary_song();
  EXPECT_THAT(told(analysis), StartsWith("A clear pulse runs at a moderate 117 BPM, with"));
  set(analysis, Musical::TempoConfidence, 0.7);
  EXPECT_THAT(told(analysis),
              StartsWith("A clear pulse runs at a moderate tempo, probably 117 BPM, with"));
  set(analysis, Musical::TempoConfidence, 0.5);
  EXPECT_THAT(told(analysis),
              StartsWith("A clear pulse runs at a moderate tempo, perhaps 117 BPM."));
}

TEST(Paragraph, SaysHowTheSecondTempoIsFelt) {
  WindowAnalysis analysis = ordinary_song();
  analysis.tempo_candidates = {{117.45, 0.5}, {234.9, 0.5}};
  EXPECT_THAT(told(analysis), HasSubstr("a moderate 117 BPM or 235 in double time"));
  analysis.tempo_candidates = {{117.45, 0.5}, {58.7, 0.5}};
  EXPECT_THAT(told(analysis), HasSubstr("a moderate 117 BPM or 59 in half time"));
  analysis.tempo_candidates = {{117.45, 0.5}, {176.2, 0.5}};
  EXPECT_THAT(told(analysis), HasSubstr("a moderate 117 or 176 BPM, with"));
}

TEST(Paragraph, SaysThatNoKeyStandsOutAndWhereTheModeLeans) {
  WindowAnalysis analysis = ordinary_song();
  analysis.key.reset();
  set(analysis, Musical::Majorness, -0.3);
  EXPECT_THAT(told(analysis), HasSubstr("No key stands out, though the mode leans towards minor."));
  set(analysis, Musical::Majorness, 0.0);
  EXPECT_THAT(told(analysis), HasSubstr("No key stands out."));
}

TEST(Paragraph, MentionsTheTuningOnlyWhereItIsOff) {
  WindowAnalysis analysis = ordinary_song();
  EXPECT_THAT(told(analysis), Not(HasSubstr("concert pitch")));
  set(analysis, Musical::TuningCents, -31.0);
  EXPECT_THAT(told(analysis), HasSubstr("G major, some 31 cents below concert pitch"));
}

TEST(Paragraph, SpeaksOfAVoiceOnlyWhereOneIsPossible) {
  WindowAnalysis analysis = ordinary_song();
  EXPECT_THAT(told(analysis), HasSubstr("a voice is likely."));
  set(analysis, Musical::VoiceLikeness, 0.1);
  EXPECT_THAT(told(analysis), Not(HasSubstr("voice")));
}

TEST(Paragraph, SaysThatSilenceIsSilentAndThatNothingIsKnown) {
  EXPECT_EQ(told({}), "The window is silent.");
  EXPECT_EQ(paragraph({}), "Nothing can be said of it.");
}

}  // namespace
}  // namespace airmark::analysis
