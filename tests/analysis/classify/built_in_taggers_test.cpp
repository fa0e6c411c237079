#include "analysis/classify/built_in_taggers.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>

#include "analysis/classify/model_file.h"
#include "analysis/vocabulary/genres.h"
#include "tests/support/linear_models.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_data.h"

namespace airmark::analysis {
namespace {

using ::testing::HasSubstr;

WindowAnalysis some_window() {
  WindowAnalysis analysis;
  analysis.audible_ratio = 1.0;
  for (std::size_t f = 0; f < kGtzan58Count; ++f) analysis.gtzan58[f] = 0.1;
  return analysis;
}

TEST(BuiltInTaggers, EveryNameMakesATagger) {
  for (const TaggerName& each : built_in_tagger_names()) {
    EXPECT_FALSE(each.meaning.empty());
    const auto tagger = make_built_in_tagger(each.name, std::nullopt);
    ASSERT_TRUE(tagger) << tagger.error().message;
    EXPECT_NE(tagger.value(), nullptr);
  }
}

TEST(BuiltInTaggers, AnUnknownNameIsToldTheKnownOnes) {
  const auto tagger = make_built_in_tagger("oracle", std::nullopt);
  ASSERT_FALSE(tagger);
  EXPECT_EQ(tagger.error().kind, ErrorKind::Usage);
  for (const TaggerName& each : built_in_tagger_names())
    EXPECT_THAT(tagger.error().message, HasSubstr(std::string(each.name)));
}

TEST(BuiltInTaggers, AModelFileReplacesTheBuiltInOne) {
  const testing::TemporaryFolder folder;
  std::ofstream(folder / "m.json") << model_text(testing::small_model_file());
  for (const char* name : {"model", "local"}) {
    auto tagger = make_built_in_tagger(name, folder / "m.json");
    ASSERT_TRUE(tagger) << tagger.error().message;
    const auto answer = tagger.value()->tag(some_window(), {}, {});
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer.value().tags.size(), 3u);
    EXPECT_TRUE(answer.value().model.starts_with("small@"));
  }
}

TEST(BuiltInTaggers, AMissingModelFileIsNotReplacedInSilence) {
  const auto tagger = make_built_in_tagger("model", "/nowhere/at/all.json");
  ASSERT_FALSE(tagger);
  EXPECT_EQ(tagger.error().kind, ErrorKind::NotFound);
}

TEST(BuiltInTaggers, TheShippedModelKnowsEveryGenreAndNoLevel) {
  const auto path = testing::source_file("config/models/gtzan58.json");
  const auto file = read_model(path);
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_LE(std::filesystem::file_size(path), 200'000u);
  EXPECT_EQ(file.value().name, "gtzan58");
  EXPECT_EQ(file.value().model.classes, genre_identifiers());
  EXPECT_EQ(static_cast<std::size_t>(file.value().training.clip_count),
            file.value().training_clips.size());
  for (const FeatureTransform& input : file.value().model.inputs) {
    EXPECT_NE(input.feature, static_cast<std::size_t>(Gtzan58::Length));
    EXPECT_NE(input.feature, static_cast<std::size_t>(Gtzan58::RmsMean));
    EXPECT_NE(input.feature, static_cast<std::size_t>(Gtzan58::Mfcc1Mean));
  }
  auto tagger = make_built_in_tagger("local", std::nullopt);
  ASSERT_TRUE(tagger);
  const auto answer = tagger.value()->tag(some_window(), {}, {});
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer.value().model, model_identifier(file.value()));
}

}  // namespace
}  // namespace airmark::analysis
