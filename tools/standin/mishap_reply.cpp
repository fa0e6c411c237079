#include "tools/standin/mishap_reply.h"

#include <nlohmann/json.hpp>

#include "tools/standin/model_rules.h"
#include "tools/standin/request_check.h"

namespace airmark::tools {
namespace {

llm::HttpReply html(int status, const std::string& title) {
  return {status,
          {{"Content-Type", "text/html"}},
          "<html>\n<head><title>" + title + "</title></head>\n<body>\n<center><h1>" + title +
              "</h1></center>\n</body>\n</html>\n"};
}

// A model behind the service was itself throttled: the one case where a client may try once more.
llm::HttpReply model_error(const MishapPlace& place) {
  const std::string message = "The model returned the following errors: too many requests.";
  llm::HttpReply reply = fault_reply({424, "ModelErrorException", message}, place.form);
  if (place.form == FaultForm::Bedrock)
    reply.body =
        nlohmann::ordered_json{
            {"message", message}, {"originalStatusCode", 429}, {"resourceName", place.model_id}}
            .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  return reply;
}

std::optional<Fault> access_fault(Mishap mishap, const MishapPlace& place) {
  switch (mishap) {
    case Mishap::NoAccess:
      return Fault{403, "AccessDeniedException",
                   "You don't have access to the model with the specified model ID."};
    case Mishap::NoMarketplace:
      return Fault{403, "AccessDeniedException",
                   "Model access is denied due to IAM user or service role is not authorized to "
                   "perform the required AWS Marketplace actions (aws-marketplace:"
                   "ViewSubscriptions, aws-marketplace:Subscribe) to enable access to this model. "
                   "Refer to the Amazon Bedrock documentation for further details. Your AWS "
                   "Marketplace subscription for this model cannot be completed at this time. If "
                   "you recently fixed this issue, try again after 5 minutes."};
    case Mishap::UseCaseForm:
      return Fault{404, "ResourceNotFoundException",
                   "Model use case details have not been submitted for this account. Fill out the "
                   "Anthropic use case details form before using the model."};
    case Mishap::EndOfLife:
      return end_of_life();
    case Mishap::Legacy:
      return Fault{404, "ResourceNotFoundException",
                   "Access denied. This Model is marked by provider as Legacy and you have not "
                   "been actively using the model in the last 30 days. Please upgrade to an active "
                   "model on Amazon Bedrock"};
    case Mishap::OnDemand:
      return needs_profile(place.model_id);
    case Mishap::ExpiredToken:
      return Fault{403, "ExpiredTokenException",
                   "The security token included in the request is expired"};
    case Mishap::WrongToken:
      return unknown_client();
    case Mishap::BadSignature:
      return wrong_signature();
    case Mishap::Skew:
      return expired_signature(place.now - std::chrono::minutes(10), place.now);
    case Mishap::QuotaExceeded:
      return Fault{400, "ServiceQuotaExceededException",
                   "Your request exceeds the service quota for your account."};
    default:
      return std::nullopt;
  }
}

std::optional<Fault> service_fault(Mishap mishap) {
  switch (mishap) {
    case Mishap::Throttled:
      return Fault{429, "ThrottlingException",
                   "Too many requests, please wait before trying again."};
    case Mishap::ThrottledDaily:
      return Fault{429, "ThrottlingException",
                   "Too many tokens per day, please wait before trying again."};
    case Mishap::NotReady:
      return Fault{429, "ModelNotReadyException",
                   "Model is not ready for inference. Wait and try your request again."};
    case Mishap::ModelTimeout:
      return Fault{408, "ModelTimeoutException",
                   "Model has timed out in processing the request. Try your request again."};
    case Mishap::ServerError:
      return Fault{500, "InternalServerException",
                   "The system encountered an unexpected error during processing. Try your "
                   "request again."};
    case Mishap::Unavailable:
      return Fault{503, "ServiceUnavailableException",
                   "Bedrock is unable to process your request."};
    default:
      return std::nullopt;
  }
}

}  // namespace

std::optional<llm::HttpReply> mishap_reply(Mishap mishap, const MishapPlace& place) {
  if (mishap == Mishap::ModelError) return model_error(place);
  if (mishap == Mishap::ServerErrorHtml) return html(500, "500 Internal Server Error");
  if (mishap == Mishap::BadGatewayHtml) return html(502, "502 Bad Gateway");
  if (mishap == Mishap::GatewayTimeout) return llm::HttpReply{504, {}, ""};
  auto fault = service_fault(mishap);
  if (!fault) fault = access_fault(mishap, place);
  if (!fault) return std::nullopt;
  return fault_reply(*fault, place.form);
}

}  // namespace airmark::tools
