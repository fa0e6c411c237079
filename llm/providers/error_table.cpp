#include "llm/providers/error_table.h"

#include <algorithm>

#include "llm/aws/ascii_text.h"
#include "llm/prompt/outside_text.h"
#include "llm/providers/call_error.h"
#include "llm/providers/inference_profile.h"

namespace airmark::llm {
namespace {

constexpr std::size_t kLongestNameBytes = 120;

bool fits(const ErrorRow& row, const ServiceError& error) {
  return error.type.starts_with(row.type) &&
         lower_case(error.message).find(row.phrase) != std::string::npos &&
         (row.status == 0 || row.status == error.status);
}

/// What remains to be said where no row fits.
ErrorRow row_of_class(const ServiceError& error) {
  const int status = error.status;
  if (status >= 500)
    return {.failure = CallFailure::ServerFault,
            .sentence = "{host} failed (status {status}); try again"};
  if (status >= 400 && error.is_markup)
    return {.failure = CallFailure::BadRequest,
            .sentence =
                "{host} answers with a web page (status {status}), not as the service "
                "does; check the endpoint, and what stands between"};
  if (status >= 400)
    return {.failure = CallFailure::BadRequest,
            .sentence =
                "{host} refuses the request (status {status}){quote}; check the endpoint "
                "and the model's entry in the registry"};
  if (status >= 300)
    return {.failure = CallFailure::BadRequest,
            .sentence =
                "{host} points to another address (status {status}); give the address of "
                "the service itself as the endpoint"};
  return {.failure = CallFailure::BadReply,
          .sentence =
              "{host} answered with status {status}, which is no answer; check the "
              "endpoint"};
}

/// The right that "…is not authorized to perform: bedrock:InvokeModel on resource…" names.
std::string missing_action(std::string_view message) {
  constexpr std::string_view kMark = "perform: ";
  const std::size_t at = message.find(kMark);
  if (at == message.npos) return "bedrock:InvokeModel";
  const std::string_view rest = message.substr(at + kMark.size());
  const auto end = std::ranges::find_if_not(rest, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == ':' || c == '-';
  });
  const std::string action(rest.begin(), end);
  const bool plain = action.find(':') != action.npos && action.size() < 64;
  return plain ? action : "bedrock:InvokeModel";
}

std::string profile_hint(const CallSubject& subject) {
  if (subject.model == nullptr || subject.model->inference_profiles.empty())
    return "look up the model's inference profile in the Bedrock console and use its id";
  if (const auto profile = profile_for(*subject.model, subject.region))
    return "use \"" + *profile + '"';
  std::string prefixes;
  for (const std::string& prefix : subject.model->inference_profiles)
    prefixes += (prefixes.empty() ? "" : ", ") + prefix;
  return "its profiles (" + prefixes + ") do not serve " + subject.region +
         ", so choose a Region that one of them serves";
}

std::string successor_hint(const ModelEntry* model) {
  if (model != nullptr && !model->successor.empty()) return "use \"" + model->successor + '"';
  return "use another one (airmark models lists them)";
}

std::string value_of(std::string_view name, const ServiceError& error, const CallSubject& subject) {
  if (name == "host") return subject.host;
  if (name == "region") return subject.region;
  if (name == "model") return shown_model(subject.model);
  if (name == "profile") return profile_hint(subject);
  if (name == "successor") return successor_hint(subject.model);
  if (name == "action") return missing_action(error.message);
  if (name == "quote") return quote_of(error.message);
  if (name == "type") return quote_of(error.type);
  return std::to_string(error.status);
}

std::string filled(std::string_view sentence, const ServiceError& error,
                   const CallSubject& subject) {
  std::string out;
  for (std::size_t open = sentence.find('{'); open != sentence.npos; open = sentence.find('{')) {
    const std::size_t close = sentence.find('}', open);
    out += sentence.substr(0, open);
    out += value_of(sentence.substr(open + 1, close - open - 1), error, subject);
    sentence.remove_prefix(close + 1);
  }
  return out.append(sentence);
}

/// What the model's own server said counts more than that Bedrock had to pass it on.
CallFailure failure_of(const ErrorRow& row, const ServiceError& error) {
  if (error.original_status == 429) return CallFailure::Throttled;
  if (error.original_status >= 500) return CallFailure::ServerFault;
  return row.failure;
}

}  // namespace

std::string shown_model(const ModelEntry* model) {
  if (model == nullptr) return "Bedrock's models";
  return readable(model->id.starts_with("arn:") ? model->name : model->id, kLongestNameBytes);
}

CallError error_by_table(const HttpReply& reply, std::span<const ErrorRow> rows,
                         const CallSubject& subject) {
  const ServiceError error = read_service_error(reply);
  const auto found =
      std::ranges::find_if(rows, [&](const ErrorRow& row) { return fits(row, error); });
  const ErrorRow row = found == rows.end() ? row_of_class(error) : *found;
  const CallFailure failure = failure_of(row, error);
  return {.failure = failure,
          .error = {kind_of(failure), filled(row.sentence, error, subject)},
          .status = reply.status,
          .retry_after = retry_after(reply),
          .may_be_paid = may_have_worked(reply.status)};
}

}  // namespace airmark::llm
