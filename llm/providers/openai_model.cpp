#include <utility>

#include "llm/aws/ascii_text.h"
#include "llm/aws/url_parts.h"
#include "llm/providers/api_form.h"
#include "llm/providers/call_error.h"
#include "llm/providers/chat_models.h"
#include "llm/providers/openai_errors.h"

namespace airmark::llm {
namespace {

CallError misconfigured(std::string sentence) {
  return {.failure = CallFailure::BadRequest,
          .error = {ErrorKind::Configuration, std::move(sentence)}};
}

class OpenAiModel final : public ChatModel {
 public:
  OpenAiModel(OpenAiServer server, std::shared_ptr<HttpTransport> transport, ModelEntry model)
      : server_(std::move(server)),
        transport_(std::move(transport)),
        model_(std::move(model)),
        form_(openai_chat_form()) {
    while (server_.base_url.ends_with('/')) server_.base_url.pop_back();
  }

  std::variant<ChatAnswer, CallError> ask(const Prompt& prompt, std::stop_token stop) override {
    const std::optional<UrlParts> url = split_url(server_.base_url);
    if (!url || !url->user.empty() || !url->query.empty() || !url->fragment.empty() ||
        !is_visible_ascii(server_.base_url))
      return misconfigured(
          "the base URL of the OpenAI server is not one; write it like http://127.0.0.1:8080/v1");
    const std::string host = host_header(*url);
    if (!is_visible_ascii(server_.api_key.value_or("")))
      return misconfigured("the API key for " + host +
                           " holds a blank or a line break; correct it");
    if (stop.stop_requested()) return stopped_unsent();
    const Result<HttpReply> reply = transport_->send(request_for(prompt), stop);
    if (!reply) return transport_error(reply.error());
    if (reply.value().status < 200 || reply.value().status >= 300)
      return openai_error(reply.value(), {host, "", &model_});
    return read_answer(form_, reply.value(), prompt, model_, host);
  }

  std::string name() const override { return model_.id; }

 private:
  HttpRequest request_for(const Prompt& prompt) const {
    HttpRequest request{"POST",
                        server_.base_url + "/chat/completions",
                        {{"Content-Type", "application/json"}, {"Accept", "application/json"}},
                        form_.request(prompt, model_),
                        server_.timeout};
    if (server_.api_key && !server_.api_key->empty())
      request.headers.emplace_back("Authorization", "Bearer " + *server_.api_key);
    return request;
  }

  OpenAiServer server_;  // constant after construction, as all that follows
  const std::shared_ptr<HttpTransport> transport_;
  const ModelEntry model_;
  const ApiForm form_;
};

}  // namespace

std::shared_ptr<ChatModel> make_openai_model(OpenAiServer server,
                                             std::shared_ptr<HttpTransport> transport,
                                             ModelEntry model) {
  return std::make_shared<OpenAiModel>(std::move(server), std::move(transport), std::move(model));
}

}  // namespace airmark::llm
