#include "tools/standin/operation.h"

#include <gtest/gtest.h>

namespace airmark::tools {
namespace {

std::string name_of(std::string_view method, std::string_view target) {
  const auto call = route(method, target);
  return call ? std::string(operation_name(call->operation)) : "none";
}

TEST(Operation, IsToldByMethodAndPath) {
  EXPECT_EQ(name_of("POST", "/model/a.b/converse"), "Converse");
  EXPECT_EQ(name_of("POST", "/model/a.b/invoke"), "InvokeModel");
  EXPECT_EQ(name_of("POST", "/model/a.b/count-tokens"), "CountTokens");
  EXPECT_EQ(name_of("POST", "/openai/v1/chat/completions"), "BedrockChat");
  EXPECT_EQ(name_of("POST", "/v1/chat/completions"), "LocalChat");
  EXPECT_EQ(name_of("GET", "/foundation-models?byProvider=x"), "ListFoundationModels");
  EXPECT_EQ(name_of("GET", "/foundation-model-availability/a.b"), "GetFoundationModelAvailability");
  EXPECT_EQ(name_of("GET", "/v1/models"), "ListLocalModels");
  EXPECT_EQ(name_of("PUT", "/_standin/mishaps"), "PutMishaps");
}

TEST(Operation, IsNoneForAnotherMethodOrPath) {
  for (const char* target :
       {"/", "", "*", "/model/a.b/converse/", "/model//converse", "/model/a.b",
        "/model/a.b/converse-stream", "/model/a.b/invoke-with-response-stream", "//v1/models"}) {
    EXPECT_EQ(name_of("POST", target), "none") << target;
    EXPECT_EQ(name_of("GET", target), "none") << target;
  }
  EXPECT_EQ(name_of("GET", "/model/a.b/converse"), "none");
  EXPECT_EQ(name_of("POST", "/foundation-models"), "none");
}

TEST(Operation, ReadsTheModelInBothWireFormsOfAColon) {
  for (const char* target : {"/model/a.b-v1:0/converse", "/model/a.b-v1%3A0/converse"})
    EXPECT_EQ(route("POST", target)->model_id, "a.b-v1:0");
  EXPECT_EQ(route("POST", "/model/arn%3Aaws%3Abedrock%3Ax%3A1%3Ainference-profile%2Fus.a/invoke")
                ->model_id,
            "arn:aws:bedrock:x:1:inference-profile/us.a");
}

TEST(Operation, KnowsWhichOnesAreForTheStandinItself) {
  EXPECT_TRUE(is_control(Operation::Reset));
  EXPECT_FALSE(is_control(Operation::ListLocalModels));
  EXPECT_TRUE(asks_a_model(Operation::LocalChat));
  EXPECT_FALSE(asks_a_model(Operation::CountTokens));
}

}  // namespace
}  // namespace airmark::tools
