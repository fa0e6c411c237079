#include <gmock/gmock.h>

#include "llm/reply/reply_parser.h"
#include "tests/llm/music_fixture.h"

namespace airmark::llm {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::song;

/// "text → feature" of each claim in `reasoning` that the ordinary song does not bear out.
std::vector<std::string> unsupported(std::string_view reasoning) {
  const WindowAnalysis analysis = song();
  std::vector<std::string> list;
  for (const auto& claim : unsupported_claims(reasoning, analysis, analysis::describe(analysis)))
    list.push_back(claim.text + " → " + claim.feature);
  return list;
}

TEST(Claims, OfMeasuredValuesAreSupported) {
  for (const char* reasoning : {"",
                                "A moderate tempo of 117 BPM.",
                                "About 117.45 bpm",
                                "118 beats per minute",
                                "centred at 2120 Hz",
                                "a centroid of 2.12 kHz",
                                "a centroid of 2,120 Hz",
                                "about 2.1kHz",
                                "a loudness of -17.4 LUFS",
                                "a loudness of −17.4 LUFS",
                                "peaks at -3.1 dBTP",
                                "-17.4 dB",
                                "a range of 5.2 LU",
                                "21 % percussive",
                                "21% percussive",
                                "level varies by 37%",
                                "a chroma of 38 %",
                                "rolloff at 4490-Hz",
                                "3.7 onsets per second",
                                "3.7 per second",
                                "harmony changes at 1.1/s",
                                "a swing ratio of 1.06",
                                "swing at 1.06:1",
                                "a feel of 1.1 to 1",
                                "1:1",
                                "59 BPM in half time",
                                "in G major",
                                "G-major",
                                "66 % key clarity",
                                "range of 5.4 dB"})
    EXPECT_THAT(unsupported(reasoning), IsEmpty()) << reasoning;
}

TEST(Claims, OfOtherValuesAreMarkedWithWhatTheySpeakOf) {
  EXPECT_THAT(unsupported("The tempo of 174 BPM says metal."), ElementsAre("174 BPM → tempo_bpm"));
  EXPECT_THAT(unsupported("A loudness of -8.2 LUFS and 117 BPM."),
              ElementsAre("-8.2 LUFS → integrated_lufs"));
  EXPECT_THAT(unsupported("17.4 LUFS"), ElementsAre("17.4 LUFS → integrated_lufs"));
  EXPECT_THAT(unsupported("energy at 8 kHz"), ElementsAre("8 kHz → rolloff_mean"));
  EXPECT_THAT(unsupported("45% percussive, 90 BPM"),
              ElementsAre("45% → chroma_stft_mean", "90 BPM → tempo_bpm"));
  EXPECT_THAT(unsupported("a 12 LU range"), ElementsAre("12 LU → range_lu"));
}

TEST(Claims, OfRatesRatiosAndCentsAreMarked) {
  EXPECT_THAT(unsupported("7 onsets per second"), ElementsAre("7 onsets per second → onset_rate"));
  EXPECT_THAT(unsupported("a swing ratio of 1.67"), ElementsAre("1.67 → swing_ratio"));
  EXPECT_THAT(unsupported("swung 2:1"), ElementsAre("2:1 → swing_ratio"));
  EXPECT_THAT(unsupported("swung 1.7 to 1"), ElementsAre("1.7 to 1 → swing_ratio"));
  EXPECT_THAT(unsupported("30 cents flat"), ElementsAre("30 cents → "));
  EXPECT_THAT(unsupported("1 to 10 LU"), IsEmpty());
}

TEST(Claims, OfKeysAreMarkedUnlessTheyAreTheKey) {
  EXPECT_THAT(unsupported("It is in E minor at 117 BPM."), ElementsAre("E minor → key"));
  EXPECT_THAT(unsupported("G minor; F# minor"), ElementsAre("G minor → key", "F# minor → key"));
  WindowAnalysis keyless = song();
  keyless.key.reset();
  const auto claims = unsupported_claims("in G major", keyless, analysis::describe(keyless));
  ASSERT_EQ(claims.size(), 1U);
  EXPECT_EQ(claims[0].feature, "");
}

TEST(Claims, OfEitherTempoHoldAndOfTheTablesTempoDoNot) {
  WindowAnalysis analysis = song();
  airmark::testing::set(analysis, Musical::TempoBpm, 87.0);
  analysis.tempo_candidates = {{87.0, 0.5}, {174.0, 0.4}, {130.0, 0.1}, {65.0, 0.0}};
  const auto count = [&](std::string_view text) {
    return unsupported_claims(text, analysis, analysis::describe(analysis)).size();
  };
  EXPECT_EQ(count("87 BPM, 174 BPM, 130 BPM"), 0U);
  EXPECT_EQ(count("117 BPM, 65 BPM"), 2U);
}

TEST(Claims, HoldWithinTwoPercentOrTheLastDigitWritten) {
  EXPECT_THAT(unsupported("119.7 BPM"), IsEmpty());
  EXPECT_THAT(unsupported("119.9 BPM"), ElementsAre("119.9 BPM → tempo_bpm"));
  EXPECT_THAT(unsupported("-18.4 LUFS"), ElementsAre("-18.4 LUFS → integrated_lufs"));
  EXPECT_THAT(unsupported("-17 LUFS"), IsEmpty());
  EXPECT_THAT(unsupported("5.3 LU"), IsEmpty());
  EXPECT_THAT(unsupported("5.4 LU"), ElementsAre("5.4 LU → range_lu"));
}

TEST(Claims, OfRangesAndBoundsHoldWhereTheValueLiesInThem) {
  for (const char* reasoning :
       {"110-120 BPM", "110–120 BPM", "between 110 and 120 BPM", "110 to 120 BPM", "above 100 BPM",
        "below 130 BPM", "-20 to -15 LUFS", "quieter than loud, under -10 LUFS"})
    EXPECT_THAT(unsupported(reasoning), IsEmpty()) << reasoning;
  EXPECT_THAT(unsupported("typical 140-180 BPM"), ElementsAre("140-180 BPM → tempo_bpm"));
  EXPECT_THAT(unsupported("well above 150 BPM"), ElementsAre("150 BPM → tempo_bpm"));
  EXPECT_THAT(unsupported("less than -20 LUFS"), ElementsAre("-20 LUFS → integrated_lufs"));
}

TEST(Claims, NeedAUnitAndAreNotOfCertainty) {
  for (const char* reasoning :
       {"I am 90 % confident.", "with 80% probability", "in the 1970s", "a 4/4 beat", "MFCC12 dB",
        "3 instruments", "100 lumps", "5 luminous pads", "12 dbx"})
    EXPECT_THAT(unsupported(reasoning), IsEmpty()) << reasoning;
}

TEST(Claims, OfWhatWasNotMeasuredHaveNoFeature) {
  const WindowAnalysis silent;
  const Description description = analysis::describe(silent);
  const auto claims = unsupported_claims("-14.0 LUFS at 120 BPM", silent, description);
  ASSERT_EQ(claims.size(), 2U);
  EXPECT_EQ(claims[0].text, "-14.0 LUFS");
  EXPECT_EQ(claims[0].feature, "");
  EXPECT_EQ(claims[1].feature, "");
}

TEST(Claims, OfTheDescribersOwnSentencesAreAllSupported) {
  const WindowAnalysis analysis = song();
  const Description description = analysis::describe(analysis);
  std::string all;
  for (const Statement& statement : description.statements) all += statement.text + " ";
  for (const auto& claim : unsupported_claims(all, analysis, description))
    ADD_FAILURE() << claim.text;
}

TEST(Claims, AreCutToEightyBytes) {
  const auto claims = unsupported_claims(std::string(300, '1') + " BPM", song(), {});
  ASSERT_EQ(claims.size(), 1U);
  EXPECT_EQ(claims[0].text.size(), 80U);
}

}  // namespace
}  // namespace airmark::llm
