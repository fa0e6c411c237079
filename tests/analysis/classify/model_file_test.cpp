#include "analysis/classify/model_file.h"

#include <gmock/gmock.h>

#include <cmath>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <random>

#include "tests/support/linear_models.h"
#include "tests/support/temporary_folder.h"

namespace airmark::analysis {
namespace {

using ::testing::HasSubstr;
using Json = nlohmann::ordered_json;

Json small_json() { return Json::parse(model_text(testing::small_model_file())); }

TEST(ModelFile, ReadsBackWhatItWrote) {
  const ModelFile file = testing::small_model_file();
  const auto read = parse_model(model_text(file), "small.json");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read.value(), file);
  EXPECT_EQ(model_text(read.value()), model_text(file));
}

TEST(ModelFile, IdentifierNamesTheContent) {
  ModelFile file = testing::small_model_file();
  const std::string before = model_identifier(file);
  EXPECT_THAT(before, ::testing::MatchesRegex("small@[0-9a-f]{8}"));
  file.model.bias[0] += 1e-9;
  EXPECT_NE(model_identifier(file), before);
}

TEST(ModelFile, SaysThatThereIsNone) {
  const testing::TemporaryFolder folder;
  const auto missing = read_model(folder / "none.json");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::NotFound);
  EXPECT_THAT(missing.error().message, HasSubstr("none.json"));
  const auto is_folder = read_model(folder.path());
  ASSERT_FALSE(is_folder);
  EXPECT_EQ(is_folder.error().kind, ErrorKind::BadData);
}

TEST(ModelFile, ReadsFromDisk) {
  const testing::TemporaryFolder folder;
  std::ofstream(folder / "m.json") << model_text(testing::small_model_file());
  const auto read = read_model(folder / "m.json");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read.value(), testing::small_model_file());
}

TEST(ModelFile, RefusesAModelOfAnotherAnalysis) {
  Json json = small_json();
  json["analysis_version"] = kAnalysisVersion + 1;
  const auto read = parse_model(json.dump(), "old.json");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, ErrorKind::Configuration);
  EXPECT_THAT(read.error().message, HasSubstr("airmark train"));
}

TEST(ModelFile, CallsAForeignFileForeign) {
  for (const char* text : {"", "RIFF\x01\x02", "[]", "3", "{}", "{\"format\": 7}", "null",
                           "{\"format\":\"pickle\"}", "{\"format\": \"airmark-linear-model\""}) {
    const auto read = parse_model(text, "foreign.json");
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().kind, ErrorKind::BadData);
    EXPECT_THAT(read.error().message, HasSubstr("foreign.json is no usable airmark model"));
  }
}

struct DamageCase {
  const char* pointer;
  Json value;
  const char* message;
};

TEST(ModelFile, NamesTheDamagedField) {
  const std::vector<DamageCase> cases{
      {"/version", 2, "version"},
      {"/feature_set", "mir103", "feature_set"},
      {"/name", 5, "'name' is not a text"},
      {"/classes", Json::array({"blues"}), "fewer than two"},
      {"/classes/0", "polka", "unknown genre"},
      {"/classes/1", "blues", "alphabetical"},
      {"/features", Json::array(), "'features' is empty"},
      {"/features/0", 3, "other than objects"},
      {"/features/0/name", "loudness", "no feature of gtzan58"},
      {"/features/0/name", "mfcc20_var", "table's order"},
      {"/features/1/transform", "cube", "no known transform"},
      {"/features/1/lowest", 0.0, "above 0"},
      {"/features/0/highest", 10.0, "'highest' is out of range"},
      {"/features/0/scale", 0.0, "'scale' is out of range"},
      {"/features/0/centre", "x", "'centre' is not a number"},
      {"/weights/2", Json::array({1.0}), "one number per feature"},
      {"/weights", Json::array(), "one row per class"},
      {"/weights/0/0", 1e300, "'weights' is out of range"},
      {"/bias/0", nullptr, "'bias' is not a number"},
      {"/bias", Json::array({0.0}), "one number per class"},
      {"/temperature", 0.0, "'temperature' is out of range"},
      {"/training", 1, "'training' is not an object"},
      {"/training/clips", -1, "'clips' is out of range"},
      {"/training/seed", 1.5, "'seed' is not a whole number"},
      {"/training/table_sha256", "abc", "no SHA-256"},
      {"/training_clips/0", Json::array({"x"}), "other than pairs"}};
  for (const DamageCase& damage : cases) {
    Json json = small_json();
    json[Json::json_pointer(damage.pointer)] = damage.value;
    const auto read = parse_model(json.dump(), "m.json");
    ASSERT_FALSE(read) << damage.pointer;
    EXPECT_EQ(read.error().kind, ErrorKind::BadData) << damage.pointer;
    EXPECT_THAT(read.error().message, HasSubstr(damage.message)) << damage.pointer;
  }
}

TEST(ModelFile, NamesTheMissingField) {
  const Json whole = small_json();
  for (const auto& [key, value] : whole.items()) {
    Json json = whole;
    json.erase(key);
    const auto read = parse_model(json.dump(), "m.json");
    ASSERT_FALSE(read) << key;
    if (key != "format") {
      EXPECT_THAT(read.error().message, HasSubstr("'" + key + "' is missing"));
    }
  }
}

/// Whatever is in the window, a model that was accepted answers with numbers.
void expect_finite_answers(const LinearModel& model) {
  for (const double value : {0.0, 1e300, -1e300, std::numeric_limits<double>::infinity()}) {
    Gtzan58Values values{};
    values.fill(value);
    for (const double p : softmax(logits(model, model_inputs(model, values))))
      ASSERT_TRUE(std::isfinite(p));
  }
}

TEST(ModelFile, SurvivesAnyChangedBytes) {
  const std::string whole = model_text(testing::small_model_file());
  std::mt19937_64 random(2026);
  int accepted = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string text = whole;
    for (std::size_t change = 0; change <= static_cast<std::size_t>(round % 4); ++change) {
      const std::size_t at = random() % text.size();
      switch (random() % 4) {
        case 0:
          text[at] = static_cast<char>(random() % 256);
          break;
        case 1:
          text.erase(at, 1 + random() % 8);
          break;
        case 2:
          text.insert(at, std::string(1 + random() % 3, "0123456789eE.-[]{}\",:"[random() % 21]));
          break;
        default:
          text.resize(at + 1);
      }
      if (text.empty()) break;
    }
    const auto read = parse_model(text, "m.json");
    if (!read) {
      EXPECT_FALSE(read.error().message.empty());
      continue;
    }
    ++accepted;
    expect_finite_answers(read.value().model);
  }
  EXPECT_GT(accepted, 100);  // else the changes never got past the first check
}

TEST(ModelFile, SurvivesDeepNesting) {
  EXPECT_FALSE(parse_model(std::string(1'000'000, '['), "deep.json"));
  const std::string closed = std::string(100'000, '[') + std::string(100'000, ']');
  EXPECT_FALSE(parse_model(closed, "deep.json"));
}

}  // namespace
}  // namespace airmark::analysis
