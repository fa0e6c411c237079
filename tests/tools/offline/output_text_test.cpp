#include <gmock/gmock.h>

#include <fstream>
#include <sstream>
#include <string>

#include "tests/support/test_data.h"
#include "tools/offline/description_text.h"
#include "tools/offline/feature_row.h"
#include "tools/offline/file_json.h"
#include "tools/offline/tag_text.h"

namespace airmark::tools {
namespace {

using ::testing::StartsWith;

std::string shout(std::string_view tag) { return tag == "hiphop" ? "hip-hop" : std::string(tag); }

TagSet opinion(std::vector<TagScore> tags) {
  TagSet set;
  set.tags = std::move(tags);
  return set;
}

TEST(TagText, TellsTimesTheWayPlayersDo) {
  EXPECT_EQ(clock_text(0), "0:00");
  EXPECT_EQ(clock_text(29.99), "0:30");
  EXPECT_EQ(clock_text(65), "1:05");
  EXPECT_EQ(clock_text(3599.4), "59:59");
  EXPECT_EQ(clock_text(7207), "2:00:07");
}

TEST(TagText, TellsAWindowInALine) {
  const TagSet tags = opinion({{"hiphop", 0.624}, {"pop", 0.2}, {"rock", 0.1}, {"jazz", 0.07}});
  EXPECT_EQ(window_text("a b.mp3", {661504, 661504, 22050.0}, tags, AirState::Music, shout),
            "a b.mp3  0:30-1:00  hip-hop 0.62  (pop 0.20, rock 0.10)");
  EXPECT_EQ(window_text("x", {0, 22050, 22050.0}, opinion({{"pop", 0.97}, {"rock", 0.03}}),
                        AirState::Music, shout),
            "x  0:00-0:01  pop 0.97");
  EXPECT_EQ(window_text("x", {0, 22050, 22050.0}, {}, AirState::Silence, shout),
            "x  0:00-0:01  silence");
  EXPECT_EQ(window_text("x", {0, 22050, 22050.0}, {}, AirState::Unknown, shout),
            "x  0:00-0:01  unknown");
}

TEST(TagText, TellsWhatIsNotSureAsUnknown) {
  const TagSet tags = opinion({{"pop", 0.3}, {"rock", 0.25}, {"hiphop", 0.2}});
  EXPECT_EQ(window_text("x", {0, 22050, 22050.0}, tags, AirState::Unknown, shout),
            "x  0:00-0:01  unknown  (pop 0.30, rock 0.25)");
  EXPECT_EQ(verdict_text("x", tags, AirState::Unknown, shout),
            "x  verdict  unknown  (pop 0.30, rock 0.25)");
  EXPECT_EQ(verdict_text("x", tags, AirState::Music, shout),
            "x  verdict  pop 0.30  (rock 0.25, hip-hop 0.20)");
  EXPECT_EQ(verdict_text("x", {}, AirState::Silence, shout), "x  verdict  silence");
}

/// Two measured and one felt, from half a minute of stereo.
struct DescriptionText : ::testing::Test {
  DescriptionText() {
    description.statements = {
        {DescriptionLevel::Low, "tempo", "fast", "Fast, 140 BPM.", {{"tempo_bpm", "BPM", 140.0}}},
        {DescriptionLevel::Low, "loudness", "loud", "Loud, -9 LUFS.", {}},
        {DescriptionLevel::High, "mood", "energetic", "Energetic.", {}}};
    analysis.window = {0, 661500, 22050.0};
    analysis.source_rate_hz = 44100.0;
    analysis.source_channel_count = 2;
  }
  Description description;
  WindowAnalysis analysis;
};

TEST_F(DescriptionText, PutsEachLevelUnderItsHeading) {
  EXPECT_EQ(description_text(analysis, description, DescriptionLength::Full),
            "  Measured\n    Fast, 140 BPM.\n    Loud, -9 LUFS.\n  Felt\n    Energetic.\n"
            "  From 30.0 s of audio at 44100 Hz, 2 channels.");
  analysis.source_channel_count = 1;
  EXPECT_EQ(description_text(analysis, {}, DescriptionLength::Full),
            "  Nothing can be said of it.\n  From 30.0 s of audio at 44100 Hz, 1 channel.");
}

TEST_F(DescriptionText, IsALineOrAParagraphWhereThatIsWanted) {
  EXPECT_EQ(description_text(analysis, description, DescriptionLength::Line),
            "Fast tempo at 140 BPM, loud and energetic.");
  EXPECT_EQ(description_text(analysis, description, DescriptionLength::Paragraph),
            "The music moves at a fast 140 BPM. It is loud and feels energetic.");
}

TEST_F(DescriptionText, StandsBesideOrUnderTheNameOfItsFile) {
  EXPECT_EQ(description_text_of("a.wav", analysis, description, DescriptionLength::Line),
            "a.wav  Fast tempo at 140 BPM, loud and energetic.");
  EXPECT_EQ(description_text_of("a.wav", analysis, description, DescriptionLength::Paragraph),
            "a.wav\nThe music moves at a fast 140 BPM. It is loud and feels energetic.\n");
}

TEST(FeatureRow, HasExactlyThePublishedColumns) {
  const auto data = airmark::testing::test_data_folder();
  if (!data) GTEST_SKIP() << "AIRMARK_DATA is not set";
  std::ifstream table(*data / "gtzan/features_30_sec.train_valid.csv");
  std::string header;
  std::getline(table, header);
  EXPECT_EQ(feature_header(FeatureSet::Gtzan58), header);
}

TEST(FeatureRow, WritesNumbersThatReadBackToTheSameDouble) {
  WindowAnalysis analysis;
  Gtzan58Values& values = analysis.gtzan58;
  for (std::size_t n = 0; n < values.size(); ++n)
    values[n] = 1.0 / (static_cast<double>(n) + 3.0) * (n % 2 == 0 ? 1e5 : -1e-7);
  values[0] = 1e6;
  const std::string row = feature_row("blues.00000.wav", analysis, FeatureSet::Gtzan58, "blues");
  EXPECT_THAT(row, StartsWith("blues.00000.wav,1000000,"));
  std::istringstream fields(row);
  std::string field;
  std::getline(fields, field, ',');
  for (const double value : values) {
    std::getline(fields, field, ',');
    EXPECT_EQ(std::stod(field), value);
  }
  std::getline(fields, field, ',');
  EXPECT_EQ(field, "blues");
}

TEST(FeatureRow, QuotesNamesThatWouldBreakTheTable) {
  const auto row = [](std::string_view name) {
    return feature_row(name, WindowAnalysis(), FeatureSet::Gtzan58, "");
  };
  EXPECT_THAT(row("a,b \"c\".wav"), StartsWith("\"a,b \"\"c\"\".wav\",0,"));
  EXPECT_THAT(row("plain name.wav"), StartsWith("plain name.wav,0,"));
}

TEST(FeatureRow, HasAColumnForEachValueOfAnySetAndLeavesAbsentOnesEmpty) {
  for (const FeatureSet set : kFeatureSets) {
    const std::string header = feature_header(set);
    const std::string row = feature_row("x.wav", WindowAnalysis(), set, "jazz");
    const auto fields = static_cast<std::ptrdiff_t>(feature_specs(set).size()) + 1;
    EXPECT_EQ(std::ranges::count(header, ','), fields) << header;
    EXPECT_EQ(std::ranges::count(row, ','), fields) << row;
  }
  EXPECT_EQ(feature_row("x.wav", WindowAnalysis(), FeatureSet::Loudness, ""), "x.wav,,,,,,");
  WindowAnalysis analysis;
  analysis.loudness = Loudness{-14.5, 6.25, -0.75, -11.5, -13.25};
  EXPECT_EQ(feature_row("x.wav", analysis, FeatureSet::Loudness, "jazz"),
            "x.wav,-14.5,6.25,-0.75,-11.5,-13.25,jazz");
}

TEST(FileJson, PutsTheFileFirst) {
  EXPECT_EQ(with_file(R"({"a":1})", "x/\"y\".wav"), R"({"file":"x/\"y\".wav","a":1})");
  EXPECT_EQ(with_file(R"({"a":1})", "bad\xFF.wav"), "{\"file\":\"bad\xEF\xBF\xBD.wav\",\"a\":1}");
}

}  // namespace
}  // namespace airmark::tools
