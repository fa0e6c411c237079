#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "llm/aws/aws_time.h"
#include "llm/model_registry.h"
#include "llm/prompt/prompt.h"
#include "llm/providers/bedrock_client.h"
#include "tests/llm/aws/staged_aws.h"
#include "tests/llm/providers/scripted_transport.h"

namespace airmark::llm::testing {

/// A file of tests/llm/vectors as JSON.
inline nlohmann::json vector_file(const std::string& name) {
  std::ifstream file(AIRMARK_SOURCE_DIR "/tests/llm/vectors/" + name, std::ios::binary);
  return nlohmann::json::parse(file);
}

/// A real reply, as it was recorded.
inline HttpReply recorded_reply(const nlohmann::json& recording) {
  HttpReply reply{recording["status"], {}, recording["response_body"]};
  for (const auto& [name, values] : recording["response_headers"].items())
    reply.headers.emplace_back(name, values.at(0));
  return reply;
}

/// A model of the built-in registry.
inline ModelEntry registered(const std::string& name) {
  const auto found = ModelRegistry::built_in().value().find(name);
  EXPECT_TRUE(found) << found.error().message;
  return found ? found.value() : ModelEntry();
}

/// All that a prompt can ask for, in few words.
inline Prompt short_prompt() {
  Prompt prompt;
  prompt.system = "You label music.";
  prompt.user = "tempo_bpm=128";
  prompt.json_schema = R"({"type":"object","properties":{"reasoning":{"type":"string"},)"
                       R"("genre":{"type":"string"}},"additionalProperties":false})";
  prompt.max_output_tokens = 128;
  return prompt;
}

/// Bedrock as it would be: staged credentials, a clock that stands still, scripted replies.
class BedrockStage {
 public:
  explicit BedrockStage(std::vector<Result<HttpReply>> answers,
                        const std::string& region = "us-east-1")
      : transport(std::make_shared<ScriptedTransport>(std::move(answers))) {
    aws.environment.variables["AWS_REGION"] = region;
    aws.environment.variables["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE";
    aws.environment.variables["AWS_SECRET_ACCESS_KEY"] = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  }

  std::shared_ptr<BedrockClient> client(std::optional<std::string> endpoint = {}) {
    const auto place = resolve_place(aws.environment, {}, {}, endpoint);
    EXPECT_TRUE(place) << place.error().message;
    return std::make_shared<BedrockClient>(
        place.value(),
        std::make_shared<CredentialChain>(aws.environment, std::nullopt, [this] { return now; }),
        transport, std::chrono::seconds(30), [this] { return now; });
  }

  airmark::testing::StagedAws aws;
  std::chrono::system_clock::time_point now = *parse_time("2026-11-20T10:30:00Z");
  std::shared_ptr<ScriptedTransport> transport;
};

}  // namespace airmark::llm::testing
