#include "tools/tagging/llm_service.h"

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include "embedded/revision.h"
#include "llm/aws/url_parts.h"
#include "llm/policy/guarded_model.h"
#include "llm/providers/chat_models.h"
#include "llm/providers/inference_profile.h"
#include "tools/common/log.h"
#include "tools/common/user_files.h"

namespace airmark::tools {
namespace {

constexpr const char* kApiKeyVariable = "OPENAI_API_KEY";

std::optional<std::string> text_or_none(const Settings& settings, std::string_view key) {
  const std::string text = settings.text(key);
  return text.empty() ? std::nullopt : std::optional(text);
}

std::unique_ptr<llm::HttpTransport> make_transport(std::optional<std::string> certificates) {
  llm::CurlTransportConfig config;
  config.certificate_bundle = std::move(certificates);
  config.user_agent = "airmark/" + std::string(embedded::kVersion);
  return llm::make_curl_transport(config);
}

Result<llm::AwsPlace> find_place(const Settings& settings) {
  return llm::resolve_place(
      llm::AwsEnvironment::of_this_process(), text_or_none(settings, "llm.profile"),
      text_or_none(settings, "llm.region"), text_or_none(settings, "llm.endpoint"));
}

std::chrono::milliseconds timeout(const Settings& settings) {
  return std::chrono::milliseconds(std::llround(1000.0 * settings.number("llm.timeout")));
}

/// The id to send: that of the inference profile where the model needs one and none was named.
Result<std::string> sent_id(const llm::ModelEntry& model, const std::string& region) {
  if (!model.needs_inference_profile || llm::base_model_id(model) != model.id) return model.id;
  if (auto profile = llm::profile_for(model, region)) {
    log_detail(model.name + " is asked through its inference profile " + *profile);
    return *std::move(profile);
  }
  return Error{ErrorKind::Configuration,
               model.name + " needs an inference profile and has none that serves " + region +
                   "; choose another model or another --region"};
}

Result<std::shared_ptr<llm::ChatModel>> bedrock_model(const Settings& settings,
                                                      const LlmChoice& choice,
                                                      std::stop_token stop) {
  auto client = open_bedrock(settings, std::move(stop));
  if (!client) return client.error();
  llm::ModelEntry model = choice.model;
  auto id = sent_id(model, client.value()->place().region);
  if (!id) return id.error();
  model.id = std::move(id).value();
  return llm::make_bedrock_model(std::move(client).value(), std::move(model));
}

/// The key comes from the environment only: what stands on a command line, everybody can read.
std::shared_ptr<llm::ChatModel> openai_model(const Settings& settings, const LlmChoice& choice) {
  llm::OpenAiServer server{settings.text("llm.openai_url"), std::nullopt, timeout(settings)};
  const char* key = std::getenv(kApiKeyVariable);
  if (key != nullptr && *key != '\0') server.api_key = key;
  return llm::make_openai_model(std::move(server), make_transport(std::nullopt), choice.model);
}

bool is_there(const std::filesystem::path& file) {
  std::error_code unknown;
  return std::filesystem::exists(file, unknown);
}

}  // namespace

std::string service_name(const Settings& settings, const LlmChoice& choice) {
  std::string url = settings.text("llm.openai_url");
  if (choice.provider != "openai") {
    const auto place = find_place(settings);
    if (!place || place.value().endpoint_source == llm::kUsualEndpoint) return "bedrock";
    url = place.value().endpoint;
  }
  const auto parts = llm::split_url(url);
  return parts ? llm::host_header(*parts) : url;
}

Result<std::shared_ptr<llm::BedrockClient>> open_bedrock(const Settings& settings,
                                                         std::stop_token stop) {
  auto place = find_place(settings);
  if (!place) return place.error();
  auto credentials = std::make_shared<llm::CredentialChain>(llm::AwsEnvironment::of_this_process(),
                                                            text_or_none(settings, "llm.profile"));
  if (const auto identity = credentials->identity(std::move(stop)); !identity)
    return identity.error();
  auto transport = make_transport(place.value().certificate_bundle);
  return std::make_shared<llm::BedrockClient>(std::move(place).value(), std::move(credentials),
                                              std::move(transport), timeout(settings));
}

Result<std::shared_ptr<llm::Budget>> open_budget(const Settings& settings,
                                                 const llm::Ceilings& ceilings) {
  return llm::Budget::open(ledger_file(settings.text("llm.ledger")), ceilings);
}

bool costs_nothing(const llm::ModelEntry& model) {
  return model.input_usd_per_million == 0.0 && model.output_usd_per_million == 0.0;
}

Result<std::shared_ptr<llm::ChatModel>> open_model(const Settings& settings,
                                                   const LlmChoice& choice,
                                                   std::shared_ptr<llm::Budget> shared,
                                                   std::stop_token stop) {
  if (const auto priced = require_price(choice); !priced) return priced.error();
  auto provider = choice.provider == "openai" ? openai_model(settings, choice)
                                              : bedrock_model(settings, choice, std::move(stop));
  if (!provider) return provider;
  std::shared_ptr<llm::Budget> budget;
  if (!costs_nothing(choice.model)) {
    auto opened = shared ? Result<std::shared_ptr<llm::Budget>>(std::move(shared))
                         : open_budget(settings, ceilings(settings));
    if (!opened) return opened.error();
    budget = std::move(opened).value();
  }
  llm::Guards guards;
  guards.attempts = static_cast<int>(settings.integer("llm.attempts"));
  guards.requests_per_second = settings.number("llm.requests_per_second");
  return llm::make_guarded_model(std::move(provider).value(), choice.model, std::move(budget),
                                 guards);
}

Result<std::shared_ptr<llm::ReplyCache>> open_reply_cache(const Settings& settings) {
  const std::int64_t most = settings.integer("llm.cache_replies");
  if (most == 0) return std::shared_ptr<llm::ReplyCache>();
  return llm::ReplyCache::open(reply_cache_file(settings.text("llm.cache")), most);
}

llm::Ceilings ceilings(const Settings& settings) {
  return {.run_usd = settings.number("llm.max_usd_run"),
          .hour_usd = settings.number("llm.max_usd_hour"),
          .day_usd = settings.number("llm.max_usd_day")};
}

Result<std::shared_ptr<llm::ReplyCache>> existing_reply_cache(const Settings& settings) {
  if (!is_there(reply_cache_file(settings.text("llm.cache"))))
    return std::shared_ptr<llm::ReplyCache>();
  return open_reply_cache(settings);
}

Result<llm::Spending> earlier_spending(const Settings& settings) {
  if (!is_there(ledger_file(settings.text("llm.ledger")))) return llm::Spending{};
  const auto ledger = open_budget(settings, ceilings(settings));
  if (!ledger) return ledger.error();
  return ledger.value()->spending();
}

}  // namespace airmark::tools
