#include "analysis/vocabulary/feature_table.h"

#include <gmock/gmock.h>

#include <cmath>
#include <map>
#include <set>
#include <string>

#include "analysis/vocabulary/feature_values.h"

namespace airmark {
namespace {

using ::testing::Each;
using ::testing::Eq;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;
using ::testing::Not;
using ::testing::Optional;
using ::testing::SizeIs;

TEST(FeatureTable, HasAsManyRowsAsTheNamesOfTheSetsSay) {
  EXPECT_THAT(feature_specs(FeatureSet::Gtzan58), SizeIs(58));
  EXPECT_THAT(feature_specs(FeatureSet::Mir103), SizeIs(103));
  EXPECT_THAT(feature_specs(FeatureSet::Embedding45), SizeIs(45));
}

TEST(FeatureTable, EveryRowHasANameAUnitARangeAMeaningAndASource) {
  for (const FeatureSet set : kFeatureSets) {
    EXPECT_THAT(std::string(purpose_of(set)), Not(IsEmpty()));
    for (const FeatureSpec& spec : feature_specs(set)) {
      EXPECT_THAT(std::string(spec.name), MatchesRegex("[a-z][a-z0-9_]*[a-z0-9]"));
      EXPECT_THAT(spec.unit, Not(IsEmpty())) << spec.name;
      EXPECT_LT(spec.lowest, spec.highest) << spec.name;
      EXPECT_THAT(spec.meaning, Not(IsEmpty())) << spec.name;
      EXPECT_THAT(spec.source, Not(IsEmpty())) << spec.name;
    }
  }
}

TEST(FeatureTable, NamesAreUniqueInTheirSet) {
  for (const FeatureSet set : kFeatureSets) {
    std::set<std::string_view> names;
    for (const FeatureSpec& spec : feature_specs(set))
      EXPECT_TRUE(names.insert(spec.name).second) << spec.name;
  }
}

TEST(FeatureTable, OneNameInTwoSetsIsOneValue) {
  std::map<std::string_view, const FeatureSpec*> first_rows;
  std::size_t shared = 0;
  for (const FeatureSet set : kFeatureSets)
    for (const FeatureSpec& spec : feature_specs(set)) {
      const auto [row, is_new] = first_rows.emplace(spec.name, &spec);
      if (is_new) continue;
      ++shared;
      EXPECT_EQ(spec.unit, row->second->unit) << spec.name;
      EXPECT_EQ(spec.lowest, row->second->lowest) << spec.name;
      EXPECT_EQ(spec.highest, row->second->highest) << spec.name;
      EXPECT_EQ(spec.meaning, row->second->meaning) << spec.name;
      EXPECT_EQ(spec.source, row->second->source) << spec.name;
    }
  EXPECT_GE(shared, 19u) << "mir103 takes over values of gtzan58";
}

TEST(FeatureTable, SetsAndRowsAreFoundByName) {
  for (const FeatureSet set : kFeatureSets) {
    EXPECT_THAT(feature_set_named(name_of(set)), Optional(set));
    const auto specs = feature_specs(set);
    for (std::size_t i = 0; i < specs.size(); ++i)
      EXPECT_THAT(feature_index(set, specs[i].name), Optional(i));
    EXPECT_EQ(feature_index(set, "loudness_of_colour"), std::nullopt);
    EXPECT_EQ(feature_index(set, ""), std::nullopt);
  }
  EXPECT_EQ(feature_set_named("gtzan59"), std::nullopt);
  EXPECT_EQ(feature_set_named(""), std::nullopt);
}

TEST(FeatureTable, EnumeratorsStandAtTheirRows) {
  const auto name = [](Mir103 which) { return kMir103Table[static_cast<std::size_t>(which)].name; };
  EXPECT_EQ(name(Mir103::AttackDecayBalance), "attack_decay_balance");
  EXPECT_EQ(name(Mir103::CentroidMean), "spectral_centroid_mean");
  EXPECT_EQ(name(Mir103::SpectralCrestMean), "spectral_crest_mean");
  EXPECT_EQ(name(Mir103::Contrast1Mean), "spectral_contrast1_mean");
  EXPECT_EQ(name(Mir103::Mfcc1Mean), "mfcc1_mean");
  EXPECT_EQ(name(Mir103::Mfcc1DeltaStd), "mfcc1_delta_std");
  EXPECT_EQ(name(Mir103::ChromaCMean), "chroma_c_mean");
  EXPECT_EQ(name(Mir103::ChromaCStd), "chroma_c_std");
  EXPECT_EQ(name(Mir103::Tonnetz1Mean), "tonnetz_fifth_x_mean");
  EXPECT_EQ(name(Mir103::Tonnetz1Std), "tonnetz_fifth_x_std");
  EXPECT_EQ(name(Mir103::Tuning), "tuning");
  EXPECT_EQ(name(Mir103::Tempo), "tempo");
  EXPECT_EQ(name(Mir103::SampleMean), "sample_mean");
  EXPECT_EQ(name(Mir103::SamplePeak), "sample_peak");
}

TEST(FeatureValues, AreOnePerRowAndEmptyWhereTheWindowLacksTheSet) {
  const WindowAnalysis empty;
  for (const FeatureSet set : kFeatureSets)
    EXPECT_THAT(feature_values(empty, set), SizeIs(feature_specs(set).size())) << name_of(set);
  for (const FeatureSet set : {FeatureSet::Mir103, FeatureSet::Embedding45, FeatureSet::Loudness}) {
    EXPECT_FALSE(has_set(empty, set)) << name_of(set);
    EXPECT_THAT(feature_values(empty, set), Each(Eq(std::nullopt))) << name_of(set);
  }
  EXPECT_TRUE(has_set(empty, FeatureSet::Gtzan58));
  EXPECT_TRUE(has_set(empty, FeatureSet::Musical));
}

TEST(FeatureValues, AreTheFieldsOfTheAnalysis) {
  WindowAnalysis analysis;
  analysis.loudness = Loudness{-14.5, 6.25, -0.75, -11.5, -13.25};
  analysis.musical[static_cast<std::size_t>(Musical::SwingRatio)] = 1.5;
  analysis.mir103.emplace().back() = 0.5;
  const auto value = [&](FeatureSet set, std::string_view name) {
    return feature_values(analysis, set)[feature_index(set, name).value()];
  };
  EXPECT_THAT(value(FeatureSet::Loudness, "integrated_lufs"), Optional(-14.5));
  EXPECT_THAT(value(FeatureSet::Loudness, "range_lu"), Optional(6.25));
  EXPECT_THAT(value(FeatureSet::Loudness, "true_peak_dbtp"), Optional(-0.75));
  EXPECT_THAT(value(FeatureSet::Loudness, "momentary_max_lufs"), Optional(-11.5));
  EXPECT_THAT(value(FeatureSet::Loudness, "short_term_max_lufs"), Optional(-13.25));
  EXPECT_THAT(value(FeatureSet::Musical, "swing_ratio"), Optional(1.5));
  EXPECT_EQ(value(FeatureSet::Musical, "tempo_bpm"), std::nullopt);
  EXPECT_THAT(value(FeatureSet::Mir103, "sample_peak"), Optional(0.5));
}

/// The number as the row's meaning writes it.
std::string digits(double number) {
  std::array<char, 32> text;
  std::snprintf(text.data(), text.size(), "%g", number);
  return text.data();
}

TEST(EmbeddingTable, SaysInWordsHowEachValueIsScaled) {
  for (std::size_t n = 0; n < kEmbedding45Count; ++n) {
    const FeatureSpec& spec = kEmbedding45Table[n];
    const auto [offset, scale] = kEmbedding45Scales[n];
    const std::string meaning(spec.meaning);
    const std::string measured(spec.name.substr(0, spec.name.rfind("_scaled")));
    const std::string sign = offset < 0.0 ? " + " : " - ";
    EXPECT_TRUE(meaning.starts_with("(" + measured + sign + digits(std::abs(offset)))) << meaning;
    EXPECT_THAT(meaning, ::testing::HasSubstr(") / " + digits(scale)));
    EXPECT_GT(scale, 0.0);
  }
}

}  // namespace
}  // namespace airmark
