#include "analysis/describe/derived_cues.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "analysis/describe/cues.h"
#include "tests/support/hand_made_windows.h"

namespace airmark::analysis {
namespace {

using ::testing::Field;
using ::testing::Optional;
using testing::ordinary_song;
using testing::set;

auto is(double value) {
  return Optional(Field(&Evidence::value, ::testing::DoubleNear(value, 1e-9)));
}

TEST(DerivedCues, FollowFromTheTable) {
  WindowAnalysis analysis;
  set(analysis, Gtzan58::RmsMean, 0.1);
  set(analysis, Gtzan58::RmsVariance, 0.0004);
  set(analysis, Gtzan58::HarmonyVariance, 0.03);
  set(analysis, Gtzan58::PerceptrVariance, 0.01);
  EXPECT_THAT(find_cue(analysis, "level_dbfs"), is(-20.0));
  EXPECT_THAT(find_cue(analysis, "level_variation"), is(20.0));
  EXPECT_THAT(find_cue(analysis, "percussive_share"), is(25.0));
}

TEST(DerivedCues, EachNamesItsSources) {
  for (const DerivedCue& cue : derived_cues()) {
    EXPECT_FALSE(cue.sources.empty()) << cue.name;
    for (const std::string_view source : cue.sources)
      EXPECT_TRUE(gtzan58_index(source) ||
                  std::ranges::count(kMusicalTable, source, &FeatureSpec::name) == 1)
          << source;
  }
}

TEST(DerivedCues, AreAbsentWhereTheirSourcesAre) {
  for (const DerivedCue& cue : derived_cues()) {
    const bool is_deviation = cue.name.ends_with("_motion");  // of nothing: 0
    EXPECT_EQ(find_cue({}, cue.name).has_value(), is_deviation) << cue.name;
  }
}

TEST(SecondTempo, IsToldByWhereItLies) {
  WindowAnalysis analysis = ordinary_song();
  for (const auto& [bpm, name] : std::vector<std::pair<double, std::string>>{
           {235.0, "double_time_bpm"}, {57.0, "half_time_bpm"}, {176.2, "rival_tempo_bpm"}}) {
    analysis.tempo_candidates = {{117.45, 0.4}, {bpm, 0.3}, {90.0, 0.2}, {77.0, 0.1}};
    for (const char* cue : {"double_time_bpm", "half_time_bpm", "rival_tempo_bpm"})
      EXPECT_EQ(find_cue(analysis, cue).has_value(), cue == name) << cue << ' ' << bpm;
    EXPECT_THAT(find_cue(analysis, name), is(bpm));
  }
}

TEST(SecondTempo, IsNotToldWhereItIsMuchLessLikely) {
  WindowAnalysis analysis = ordinary_song();
  analysis.tempo_candidates = {{117.45, 0.6}, {58.7, 0.35}, {234.9, 0.05}};
  EXPECT_EQ(find_cue(analysis, "half_time_bpm"), std::nullopt);
  EXPECT_EQ(find_cue(analysis, "either_tempo_confidence"), std::nullopt);
}

TEST(SecondTempo, IsNotTheFirstAgain) {
  WindowAnalysis analysis = ordinary_song();
  analysis.tempo_candidates = {{117.45, 0.5}, {118.0, 0.5}};
  for (const char* cue : {"double_time_bpm", "half_time_bpm", "rival_tempo_bpm"})
    EXPECT_EQ(find_cue(analysis, cue), std::nullopt) << cue;
}

TEST(SecondTempo, AddsItsShareToTheConfidence) {
  WindowAnalysis analysis = ordinary_song();
  set(analysis, Musical::TempoConfidence, 0.4);
  analysis.tempo_candidates = {{117.45, 0.5}, {58.7, 0.4}, {90.0, 0.1}};
  EXPECT_THAT(find_cue(analysis, "either_tempo_confidence"), is(0.72));
  set(analysis, Musical::TempoConfidence, 0.9);
  EXPECT_THAT(find_cue(analysis, "either_tempo_confidence"), is(1.0));
}

}  // namespace
}  // namespace airmark::analysis
