#include "analysis/summary/window_measurer.h"

#include <gmock/gmock.h>

#include <cmath>
#include <string>

#include "analysis/summary/gtzan58_extractor.h"
#include "analysis/vocabulary/feature_table.h"
#include "tests/support/allocation_counter.h"
#include "tests/support/odd_signals.h"
#include "tests/support/signals.h"

namespace airmark::analysis {
namespace {

constexpr double kRateHz = 22050.0;
constexpr FeatureRequest kAllTables{.mir103 = true, .embedding45 = true};

WindowFeatures measured(std::span<const float> samples, FeatureRequest request = kAllTables) {
  return WindowMeasurer(request).measure(samples);
}

void expect_same(const WindowFeatures& a, const WindowFeatures& b, const std::string& why) {
  EXPECT_EQ(a.gtzan58, b.gtzan58) << why;
  EXPECT_EQ(a.audible_ratio, b.audible_ratio) << why;
  EXPECT_EQ(a.mir103, b.mir103) << why;
  EXPECT_EQ(a.embedding45, b.embedding45) << why;
}

/// Values that `other` has by the same name are the same bits.
template <typename Values>
std::size_t expect_shared_values(FeatureSet set, const Values& values, FeatureSet other,
                                 std::span<const double> others) {
  std::size_t shared = 0;
  const auto specs = feature_specs(set);
  for (std::size_t i = 0; i < specs.size(); ++i)
    if (const auto index = feature_index(other, specs[i].name)) {
      EXPECT_EQ(values[i], others[*index]) << specs[i].name;
      ++shared;
    }
  return shared;
}

TEST(WindowMeasurer, MeasuresOnlyTheTablesThatAreAskedFor) {
  const std::vector<float> samples = testing::music(3.0, kRateHz);
  const WindowFeatures plain = measured(samples, {});
  EXPECT_FALSE(plain.mir103);
  EXPECT_FALSE(plain.embedding45);
  const WindowFeatures mir = measured(samples, {.mir103 = true});
  EXPECT_TRUE(mir.mir103);
  EXPECT_FALSE(mir.embedding45);
  const WindowFeatures embedding = measured(samples, {.embedding45 = true});
  EXPECT_FALSE(embedding.mir103);
  EXPECT_TRUE(embedding.embedding45);
  const WindowFeatures all = measured(samples);
  EXPECT_EQ(all.mir103, mir.mir103) << "what else is measured does not matter";
  EXPECT_EQ(all.embedding45, embedding.embedding45);
}

TEST(WindowMeasurer, GivesGtzan58AsItsExtractorDoes) {
  const std::vector<float> samples = testing::music(5.0, kRateHz);
  const WindowFeatures alone = Gtzan58Extractor().extract(samples);
  for (const FeatureRequest request : {FeatureRequest{}, kAllTables}) {
    EXPECT_EQ(measured(samples, request).gtzan58, alone.gtzan58);
    EXPECT_EQ(measured(samples, request).audible_ratio, alone.audible_ratio);
  }
}

TEST(WindowMeasurer, TakesValuesThatGtzan58HasFromThere) {
  const WindowFeatures features = measured(testing::music(5.0, kRateHz));
  EXPECT_EQ(expect_shared_values(FeatureSet::Mir103, *features.mir103, FeatureSet::Gtzan58,
                                 features.gtzan58),
            19u);
}

TEST(WindowMeasurer, ScalesTheEmbeddingFromTheOtherTables) {
  const WindowFeatures features = measured(testing::music(5.0, kRateHz));
  std::size_t compared = 0;
  for (std::size_t n = 0; n < kEmbedding45Count; ++n) {
    const std::string_view scaled = kEmbedding45Table[n].name;
    const std::string name(scaled.substr(0, scaled.rfind("_scaled")));
    double value = 0.0;
    if (const auto mir = feature_index(FeatureSet::Mir103, name)) {
      value = (*features.mir103)[*mir];
    } else {  // the deviation of an MFCC
      const std::string variance = name.substr(0, name.rfind("std")) + "var";
      value = std::sqrt(features.gtzan58[gtzan58_index(variance).value()]);
      ++compared;
    }
    const auto [offset, scale] = kEmbedding45Scales[n];
    EXPECT_DOUBLE_EQ((*features.embedding45)[n],
                     std::clamp((value - offset) / scale, -kEmbeddingLimit, kEmbeddingLimit))
        << name;
  }
  EXPECT_EQ(compared, kFewMfccCount);
}

TEST(WindowMeasurer, OddInputGivesFiniteValuesInTheTablesRanges) {
  WindowMeasurer measurer(kAllTables);
  for (const std::size_t count : {1025u, 1536u, 2048u, 4607u, 4608u, 8192u, 66149u})
    for (const testing::OddSignal& odd : testing::odd_signals(count)) {
      const WindowFeatures features = measurer.measure(odd.samples);
      const auto expect_in_range = [&](std::span<const FeatureSpec> specs,
                                       std::span<const double> values) {
        for (std::size_t i = 0; i < specs.size(); ++i) {
          const std::string where = std::string(specs[i].name) + " of " + odd.name + ", " +
                                    std::to_string(count) + " samples";
          EXPECT_TRUE(std::isfinite(values[i])) << where;
          if (!odd.within_full_scale) continue;
          EXPECT_GE(values[i], specs[i].lowest) << where;
          EXPECT_LE(values[i], specs[i].highest) << where;
        }
      };
      expect_in_range(kMir103Table, *features.mir103);
      expect_in_range(kEmbedding45Table, *features.embedding45);
    }
}

TEST(WindowMeasurer, SilenceHasItsDocumentedValues) {
  const Mir103Values values = *measured(std::vector<float>(5000)).mir103;
  for (std::size_t i = 0; i < kMir103Count; ++i) {
    const std::string_view name = kMir103Table[i].name;
    if (name == "mfcc1_mean") {
      EXPECT_NEAR(values[i], -100.0 * std::sqrt(128.0), 1e-3);
    } else if (name == "spectral_flatness_mean") {
      EXPECT_NEAR(values[i], 1.0, 1e-12);
    } else {
      EXPECT_NEAR(values[i], 0.0, 1e-10) << name;
    }
  }
}

TEST(WindowMeasurer, RemembersNothingOfALongerOrLouderWindow) {
  WindowMeasurer used(kAllTables);
  std::vector<float> loud = testing::music(12.0, kRateHz);
  for (float& sample : loud) sample *= 100.0f;
  for (const double duration_s : {0.05, 0.2, 0.4, 3.7, 11.3}) {
    const std::vector<float> samples = testing::music(duration_s, kRateHz, 99);
    used.measure(loud);
    expect_same(used.measure(samples), measured(samples), std::to_string(duration_s) + " s");
  }
}

TEST(WindowMeasurer, EveryNumberOfFramesWorks) {
  const std::vector<float> music = testing::music(2.0, kRateHz);
  WindowMeasurer used(kAllTables);
  for (std::size_t count = kFewestWindowSamples; count < 40 * 512; count += 509) {
    const auto samples = std::span(music).first(count);
    const WindowFeatures features = used.measure(samples);
    expect_same(features, measured(samples), std::to_string(count) + " samples");
    for (const double value : *features.mir103) ASSERT_TRUE(std::isfinite(value)) << count;
  }
}

TEST(WindowMeasurer, AllocatesNothingAfterTheFirstWindowOfALength) {
  if (!testing::AllocationCounter::works()) GTEST_SKIP() << "the sanitizer owns operator new";
  const std::vector<float> first = testing::music(10.0, kRateHz);
  const std::vector<float> second = testing::white_noise(10.0, kRateHz);
  WindowMeasurer measurer(kAllTables);
  measurer.measure(first);
  const testing::AllocationCounter allocations;
  measurer.measure(second);
  measurer.measure(std::span(second).first(50'000));
  measurer.measure(first);
  EXPECT_EQ(allocations.count(), 0u);
}

}  // namespace
}  // namespace airmark::analysis
