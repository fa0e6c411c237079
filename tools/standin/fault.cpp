#include "tools/standin/fault.h"

#include <nlohmann/json.hpp>

namespace airmark::tools {
namespace {

using Json = nlohmann::ordered_json;

// What the service itself refuses bears this after the type; what the signature check in front of
// it refuses does not.
constexpr std::string_view kServiceMark = ":http://internal.amazon.com/coral/com.amazon.bedrock/";

bool is_of_signature_check(std::string_view type) {
  return type.ends_with("SignatureException") || type.ends_with("TokenException") ||
         type == "UnrecognizedClientException";
}

std::string dumped(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

Fault invalid(std::string message) { return {400, "ValidationException", std::move(message)}; }

Fault malformed(std::string_view place, std::string_view complaint) {
  return invalid("Malformed input request: " + std::string(place) + ": " + std::string(complaint) +
                 ", please reformat your input and try again.");
}

Fault not_json() {
  return invalid("Malformed input request, please reformat your input and try again.");
}

llm::HttpReply fault_reply(const Fault& fault, FaultForm form) {
  llm::HttpReply reply{fault.status, {{"Content-Type", "application/json"}}, ""};
  if (form == FaultForm::OpenAi) {
    const Json error{{"message", fault.message}, {"type", fault.type}, {"code", fault.status}};
    reply.body = dumped({{"error", error}});
    return reply;
  }
  reply.headers.emplace_back("x-amzn-ErrorType", is_of_signature_check(fault.type)
                                                     ? fault.type
                                                     : fault.type + std::string(kServiceMark));
  reply.body = dumped({{"message", fault.message}});
  return reply;
}

llm::HttpReply unknown_operation() {
  return {404,
          {{"Content-Type", "application/xml"}, {"x-amzn-ErrorType", "UnknownOperationException"}},
          "<UnknownOperationException/>\n"};
}

}  // namespace airmark::tools
