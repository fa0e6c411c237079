#include <utility>

#include "llm/aws/percent_encoding.h"
#include "llm/providers/api_form.h"
#include "llm/providers/chat_models.h"

namespace airmark::llm {
namespace {

class BedrockModel final : public ChatModel {
 public:
  BedrockModel(std::shared_ptr<BedrockClient> client, ModelEntry model)
      : client_(std::move(client)), model_(std::move(model)), form_(form_of(model_.api)) {}

  std::variant<ChatAnswer, CallError> ask(const Prompt& prompt, std::stop_token stop) override {
    BedrockCall call;
    call.path = path();
    call.body = form_.request(prompt, model_);
    if (form_.action == "invoke") call.headers = {{"Accept", "application/json"}};
    call.model = &model_;
    const auto reply = client_->send(call, stop);
    if (const auto* error = std::get_if<CallError>(&reply)) return *error;
    return read_answer(form_, std::get<HttpReply>(reply), prompt, model_,
                       client_->host_name(BedrockHost::Runtime));
  }

  std::string name() const override { return model_.id; }

 private:
  /// The id is one segment of the path: ':' and the '/' of an ARN are encoded, as by the SDKs.
  std::string path() const {
    if (form_.action.empty()) return "/openai/v1/chat/completions";
    return "/model/" + percent_encode(model_.id) + "/" + std::string(form_.action);
  }

  const std::shared_ptr<BedrockClient> client_;
  const ModelEntry model_;
  const ApiForm form_;
};

}  // namespace

std::shared_ptr<ChatModel> make_bedrock_model(std::shared_ptr<BedrockClient> client,
                                              ModelEntry model) {
  return std::make_shared<BedrockModel>(std::move(client), std::move(model));
}

}  // namespace airmark::llm
