#include <gmock/gmock.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "analysis/vocabulary/json_text.h"
#include "tests/support/test_data.h"

namespace airmark {
namespace {

using airmark::testing::source_file;
using ::testing::ElementsAre;
using ::testing::StartsWith;

WindowAnalysis measured() {
  WindowAnalysis analysis;
  analysis.window = {661504, 661504, 22050.0};
  analysis.source_rate_hz = 48000.0;
  analysis.source_channel_count = 2;
  analysis.audible_ratio = 1.0;
  analysis.loudness = Loudness{-14.5, 6.25, -0.75, -11.5, -13.25};
  analysis.gtzan58[static_cast<std::size_t>(Gtzan58::Tempo)] = 117.5;
  return analysis;
}

Description words() {
  return {{{DescriptionLevel::Low,
            "tempo",
            "moderate",
            "The tempo is moderate, about 118 BPM.",
            {{"tempo", "BPM", 117.5}}}}};
}

Result<TagSet> paid_answer() {
  TagSet answer;
  answer.tags = {{"jazz", 0.75}, {"blues", 0.125}};
  answer.confidence = 0.75;
  answer.reasoning = "It swings at 170 BPM. [not measured: \"170 BPM\"]";
  answer.key_indicators = {{"tempo", 117.5, 0.0}};
  answer.components = {{"model", 0.0, {{"blues", 0.5}}}, {"bedrock", 1.0, answer.tags}};
  answer.tagger_id = "cascade";
  answer.model = "us.some.model/hybrid";
  answer.prompt_version = 2;
  answer.latency = std::chrono::milliseconds(900);
  answer.usage = {1500, 90};
  answer.cost_usd = 0.00195;
  return answer;
}

Result<TagSet> failure(ErrorKind kind) { return Error{kind, "It did not work."}; }

TEST(AnswerJson, IsTheDocumentedExample) {
  std::ifstream file(source_file("config/examples/answer_record.jsonl"));
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  EXPECT_THAT(lines, ElementsAre(json_line(measured(), words(), paid_answer()),
                                 json_line(measured(), words(), failure(ErrorKind::BadReply))));
}

TEST(AnswerJson, BeginsWithTheWindowInWords) {
  const std::string window = json_line(measured(), words());
  EXPECT_THAT(json_line(measured(), words(), paid_answer()),
              StartsWith(window.substr(0, window.size() - 1) + ",\"answer\":{\"tags\":["));
}

TEST(AnswerJson, IsTheOpinionByItself) {
  const auto record = nlohmann::ordered_json::parse(json_line(measured(), words(), paid_answer()));
  EXPECT_EQ(json_line(paid_answer().value()), record.at("answer").dump());
}

TEST(AnswerJson, NamesEveryKindOfFailureAsTheSchemaDoes) {
  std::ifstream file(source_file("config/answer_record.schema.json"));
  const auto schema = nlohmann::json::parse(file);
  const auto& documented =
      schema.at("properties").at("error").at("properties").at("kind").at("enum");
  std::set<std::string> named;
  for (int kind = 0; kind <= static_cast<int>(ErrorKind::Internal); ++kind) {
    const auto line = nlohmann::json::parse(
        json_line(measured(), words(), failure(static_cast<ErrorKind>(kind))));
    named.insert(line.at("error").at("kind"));
  }
  EXPECT_EQ(named, documented.get<std::set<std::string>>());
}

}  // namespace
}  // namespace airmark
