#pragma once

#include <string>
#include <string_view>

#include "llm/transport/http_transport.h"

namespace airmark::tools {

/// A refusal as AWS words it: what the SDKs tell apart by status and type, people by the message.
struct Fault {
  int status = 400;
  std::string type = "ValidationException";
  std::string message;
};

/// 400 ValidationException.
Fault invalid(std::string message);

/// 400, as InvokeModel complains of a body: `place` is "#" or "#/temperature".
Fault malformed(std::string_view place, std::string_view complaint);

/// 400 for a body that is no JSON at all.
Fault not_json();

/// How a fault goes over the wire.
enum class FaultForm {
  Bedrock,  ///< Type in the header x-amzn-ErrorType, {"message"} as body, no "__type".
  OpenAi    ///< {"error": {"message", "type", "code"}}
};

llm::HttpReply fault_reply(const Fault& fault, FaultForm form);

/// 404 with XML: the path or the method belongs to no operation, or to one of another host.
llm::HttpReply unknown_operation();

}  // namespace airmark::tools
