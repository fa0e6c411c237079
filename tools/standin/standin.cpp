#include "tools/standin/standin.h"

#include <utility>

#include "llm/aws/sha256.h"
#include "llm/prompt/outside_text.h"
#include "tools/standin/mishap_list.h"
#include "tools/standin/mishap_reply.h"
#include "tools/standin/model_call.h"
#include "tools/standin/model_lists.h"
#include "tools/standin/model_rules.h"

namespace airmark::tools {
namespace {

// Where no region is set, the lists speak of this one.
constexpr std::string_view kUsualRegion = "us-east-1";

StandinReply whole(llm::HttpReply http) {
  StandinReply reply;
  reply.http = std::move(http);
  return reply;
}

StandinReply json_reply(std::string body) {
  return whole({200, {{"Content-Type", "application/json"}}, std::move(body)});
}

StandinReply refusal(const Fault& fault, Operation operation) {
  return whole(fault_reply(fault, fault_form(operation)));
}

/// The reply of a mishap that takes the right one's place; `slow` still holds it back.
std::optional<StandinReply> reply_instead(const DrawnMishap& drawn, const Call& call,
                                          std::chrono::system_clock::time_point now) {
  if (!drawn.what) return std::nullopt;
  const FaultForm form = fault_form(call.operation);
  auto reply = mishap_reply(*drawn.what, {call.model_id, form, now});
  if (!reply) return std::nullopt;
  if (drawn.retry_after_ms) {
    const std::int64_t ms = *drawn.retry_after_ms;
    if (form == FaultForm::Bedrock)
      reply->headers.emplace_back("x-amz-retry-after", std::to_string(ms));
    else
      reply->headers.emplace_back("Retry-After", std::to_string((ms + 999) / 1000));
  }
  return whole(*std::move(reply));
}

void add_token_headers(llm::HttpHeaders& headers, const CannedAnswer& answer) {
  headers.emplace_back("x-amzn-bedrock-input-token-count", std::to_string(answer.input_tokens));
  headers.emplace_back("x-amzn-bedrock-output-token-count", std::to_string(answer.output_tokens));
  headers.emplace_back("x-amzn-bedrock-invocation-latency", "100");
}

/// In the form of a UUID, as AWS has them, and the same in each run.
std::string request_id(std::int64_t number) {
  std::string id = llm::hex_text(llm::sha256("request " + std::to_string(number))).substr(0, 32);
  for (const std::size_t place : {20, 16, 12, 8}) id.insert(place, "-");
  return id;
}

}  // namespace

Standin::Standin(llm::ModelRegistry registry, Config config, Clock now)
    : registry_(std::move(registry)),
      config_(std::move(config)),
      check_(config_.check),
      now_(std::move(now)),
      plan_(config_.mishaps, config_.seed) {}

StandinReply Standin::answer(const ReceivedRequest& request) {
  const Time now = now_() + config_.clock_offset;
  const auto call = route(request.method, request.target);
  StandinReply reply = call ? served(request, *call, now) : whole(unknown_operation());
  const std::string_view operation = call ? operation_name(call->operation) : "UnknownOperation";
  const int status = reply.ending == Ending::NoReply ? 0 : reply.http.status;
  reply.summary =
      llm::readable(request.method, 10) + ' ' + std::string(operation) +
      (call && !call->model_id.empty() ? ' ' + llm::readable(call->model_id, 120) : "") + ' ' +
      (status == 0 ? "no reply" : std::to_string(status));
  const std::lock_guard lock(mutex_);
  if (!call || !is_control(call->operation)) counts_.add(operation, status);
  auto& headers = reply.http.headers;
  headers.emplace_back("Date", http_date(now));
  headers.emplace_back("x-amzn-RequestId", request_id(++request_count_));
  headers.emplace_back("x-airmark-standin", "canned");
  return reply;
}

StandinReply Standin::served(const ReceivedRequest& request, const Call& call, Time now) {
  if (is_control(call.operation)) return controlled(request, call);
  if (const auto fault = check_.objection(request, call.operation, now))
    return refusal(*fault, call.operation);
  if (asks_a_model(call.operation)) return model_answered(request, call, now);
  if (call.operation == Operation::CountTokens) return tokens_counted(request, call, now);
  return listed(call, now);
}

DrawnMishap Standin::draw(MishapReach reach) {
  const std::lock_guard lock(mutex_);
  return plan_.draw(reach);
}

StandinReply Standin::model_answered(const ReceivedRequest& request, const Call& call, Time now) {
  auto read = read_model_call(call, request.body, registry_);
  if (const auto* fault = std::get_if<Fault>(&read)) return refusal(*fault, call.operation);
  const auto& asked = std::get<ModelCall>(read);
  const DrawnMishap drawn = draw(MishapReach::Answer);
  if (auto instead = reply_instead(drawn, {call.operation, asked.model.id}, now))
    return befallen(*std::move(instead), drawn);
  const CannedAnswer answer = canned_answer(asked.ask, asked.model, config_.answer, drawn.what);
  StandinReply reply = json_reply(answer_body(asked, answer, now));
  if (fault_form(call.operation) == FaultForm::Bedrock)
    add_token_headers(reply.http.headers, answer);
  if (drawn.what != Mishap::Drop) {
    const std::lock_guard lock(mutex_);
    counts_.add_paid(asked.model, {answer.input_tokens, answer.output_tokens});
  }
  return befallen(std::move(reply), drawn);
}

StandinReply Standin::tokens_counted(const ReceivedRequest& request, const Call& call, Time now) {
  const auto count = read_count_tokens(call, request.body, registry_);
  if (const auto* fault = std::get_if<Fault>(&count)) return refusal(*fault, call.operation);
  const DrawnMishap drawn = draw(MishapReach::ModelCall);
  if (auto instead = reply_instead(drawn, call, now)) return befallen(*std::move(instead), drawn);
  return befallen(json_reply("{\"inputTokens\": " + std::to_string(std::get<int>(count)) + "}"),
                  drawn);
}

StandinReply Standin::listed(const Call& call, Time now) {
  const bool names_a_model = call.operation == Operation::GetFoundationModelAvailability;
  if (names_a_model) {
    const auto found = find_model(registry_, call.model_id, true);
    if (const auto* fault = std::get_if<Fault>(&found)) return refusal(*fault, call.operation);
  }
  const DrawnMishap drawn = draw(names_a_model ? MishapReach::ModelCall : MishapReach::AnyCall);
  const bool is_said_in_body = drawn.what == Mishap::NoAccess ||
                               drawn.what == Mishap::NoMarketplace ||
                               drawn.what == Mishap::UseCaseForm;
  if (!is_said_in_body)
    if (auto instead = reply_instead(drawn, call, now)) return befallen(*std::move(instead), drawn);
  if (names_a_model)
    return befallen(json_reply(model_availability(call.model_id, drawn.what)), drawn);
  if (call.operation == Operation::ListLocalModels)
    return befallen(json_reply(local_models(registry_)), drawn);
  const std::string& region = config_.check.region;
  return befallen(json_reply(foundation_models(registry_, region.empty() ? kUsualRegion : region)),
                  drawn);
}

StandinReply Standin::befallen(StandinReply reply, const DrawnMishap& drawn) const {
  if (drawn.slow) reply.delay = config_.slow;
  if (drawn.what == Mishap::Cut) reply.ending = Ending::CutShort;
  if (drawn.what == Mishap::Drop) reply.ending = Ending::NoReply;
  if (drawn.what == Mishap::Garbage) reply.http.body = "}{ this is no JSON";
  return reply;
}

StandinReply Standin::controlled(const ReceivedRequest& request, const Call& call) {
  const std::lock_guard lock(mutex_);
  if (call.operation == Operation::GetCalls) return json_reply(counts_.json(plan_.happened()));
  if (call.operation == Operation::Reset) {
    counts_ = CallCounts();
    plan_.forget_happened();
  } else {
    std::vector<PlannedMishap> plan;
    if (call.operation == Operation::PutMishaps) {
      auto read = read_mishap_list(request.body);
      if (!read) return refusal(invalid(read.error().message), call.operation);
      plan = std::move(read).value();
    }
    plan_.replace(std::move(plan));
  }
  return whole({204, {}, ""});
}

}  // namespace airmark::tools
