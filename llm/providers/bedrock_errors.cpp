#include "llm/providers/bedrock_errors.h"

namespace airmark::llm {
namespace {

using enum CallFailure;

// What the service says, from its API reference and from replies that people quoted in reports.
// Messages before types: one message comes under several types, and one type says many things.
constexpr ErrorRow kRows[] = {
    // Quotas
    {"", "per day", 0, DailyQuota,
     "the account's tokens of today are used up at {host}; go on tomorrow, or ask for a higher "
     "quota in the Service Quotas console"},
    // Rights
    {"", "api key is valid", 0, NoAccess,
     "{host} does not accept the Bedrock API key: it is wrong, has expired, or belongs to another "
     "Region than {region}; make a new one and set AWS_BEARER_TOKEN_BEDROCK"},
    {"", "bearer token", 0, NoAccess,
     "{host} does not accept the Bedrock API key: it is wrong, has expired, or belongs to another "
     "Region than {region}; make a new one and set AWS_BEARER_TOKEN_BEDROCK"},
    {"", "use case details", 0, NoAccess,
     "the account has not said what it wants {model} for; fill in the provider's use-case form in "
     "the Bedrock console (Model catalog) and try again a few minutes later"},
    {"", "marketplace", 0, NoAccess,
     "the account has no subscription to {model}; let someone with the rights "
     "aws-marketplace:Subscribe and aws-marketplace:ViewSubscriptions use it once, then try again "
     "after 5 minutes"},
    {"", "explicit deny", 0, NoAccess,
     "a policy of the account or its organization forbids {action} for {model}; ask whoever "
     "keeps the policies"},
    {"", "not authorized to perform", 0, NoAccess,
     "the AWS user or role lacks the right {action} for {model}; add it to an IAM policy"},
    {"", "access to the model", 0, NoAccess,
     "the account has no access to {model} in {region}; allow bedrock:InvokeModel in IAM and "
     "request access in the Bedrock console (Model catalog)"},
    {"", "operation not allowed", 0, NoAccess,
     "AWS does not let this account use {model} at {host}; new accounts are opened by AWS Support"},
    // Models
    {"", "on-demand throughput", 0, WrongModel,
     "{model} is to be had through an inference profile only; {profile}"},
    {"", "end of its life", 0, WrongModel, "{model} has reached the end of its life; {successor}"},
    {"", "marked by provider as legacy", 0, WrongModel,
     "{model} is old and closed to accounts that did not use it lately; {successor}"},
    {"", "model identifier is invalid", 0, WrongModel,
     "{host} knows no model {model}; check the id, and that the Region ({region}) has it"},
    // What the registry's entry says wrongly
    {"", "system messages", 0, BadRequest,
     "{model} takes no system prompt; set takes_system_prompt to false in its registry entry"},
    {"", "cannot both be specified", 0, BadRequest,
     "{model} takes temperature or top_p, not both; airmark sends no top_p, so look for what adds "
     "one on the way"},
    {"", "deprecated for this model", 0, BadRequest,
     "{model} takes no temperature; set takes_temperature to false in its registry entry"},
    {"", "counting tokens", 0, BadRequest,
     "{model} cannot count tokens in advance; rely on the estimate"},
    {"", "maximum tokens you requested", 0, BadRequest,
     "{model} does not write answers as long as that{quote}; correct output_tokens in its registry "
     "entry"},
    {"", "input is too long", 0, BadRequest,
     "the prompt is too long for {model}; choose a shorter strategy or another model"},
    {"", "malformed input request", 0, BadRequest,
     "{model} does not understand the request{quote}; correct api in its registry entry"},
    // The signature
    {"", "signature expired", 0, ClockSkew,
     "this machine's clock is more than 5 minutes behind that of {host}; set it right"},
    {"", "signature not yet current", 0, ClockSkew,
     "this machine's clock is more than 5 minutes ahead of that of {host}; set it right"},
    {"RequestTimeTooSkewed", "", 0, ClockSkew,
     "this machine's clock differs too much from that of {host}; set it right"},
    {"RequestExpired", "", 0, ClockSkew,
     "this machine's clock differs too much from that of {host}; set it right"},
    {"", "scoped to a valid region", 0, NoAccess,
     "{host} belongs to another Region than {region}; correct --region, AWS_REGION or the "
     "profile's "
     "region"},
    {"InvalidSignature", "", 0, NoAccess,
     "{host} finds the signature wrong; check AWS_SECRET_ACCESS_KEY, and that no proxy changes "
     "requests on the way"},
    {"SignatureDoesNotMatch", "", 0, NoAccess,
     "{host} finds the signature wrong; check AWS_SECRET_ACCESS_KEY, and that no proxy changes "
     "requests on the way"},
    {"IncompleteSignature", "", 0, NoAccess,
     "{host} cannot read the signature; check that no proxy changes requests on the way"},
    {"MissingAuthenticationToken", "", 0, NoAccess,
     "{host} saw no credentials in the request; check the endpoint, and that no proxy takes the "
     "Authorization header away"},
    {"ExpiredToken", "", 0, ExpiredCredentials,
     "the AWS session has expired; renew it (for instance with aws sso login) and try again"},
    {"UnrecognizedClient", "", 0, NoAccess,
     "{host} does not know the AWS access key; check AWS_ACCESS_KEY_ID, and that temporary keys "
     "come with their AWS_SESSION_TOKEN"},
    {"InvalidClientTokenId", "", 0, NoAccess,
     "{host} does not know the AWS access key; check AWS_ACCESS_KEY_ID, and that temporary keys "
     "come with their AWS_SESSION_TOKEN"},
    // The rest of the types
    {"Throttling", "", 0, Throttled,
     "{host} takes no more requests of this account at the moment; ask less often, or ask for a "
     "higher quota in the Service Quotas console"},
    {"ServiceQuotaExceeded", "", 0, DailyQuota,
     "a quota of the account is used up at {host}{quote}; ask for a higher one in the Service "
     "Quotas console"},
    {"ModelNotReady", "", 0, Throttled, "{model} is not ready at {host}; try again in a minute"},
    {"ModelTimeout", "", 0, TimedOut, "{model} took too long at {host}; try again"},
    {"ModelStreamError", "", 0, ServerFault, "{model} broke off at {host}; try again"},
    {"ModelError", "", 0, BadReply, "{model} failed at {host}; try again, or use another model"},
    {"UnknownOperation", "", 0, BadRequest,
     "{host} does not know this operation; check the endpoint (bedrock-runtime answers prompts, "
     "bedrock tells about models)"},
    {"AccessDenied", "", 0, NoAccess,
     "the AWS user or role may not use {model} at {host}{quote}; allow bedrock:InvokeModel in IAM, "
     "and see that temporary keys have not expired"},
    {"ResourceNotFound", "", 0, WrongModel,
     "{host} has no model {model}{quote}; check the id, and that the Region ({region}) has it"},
    {"Validation", "", 0, BadRequest,
     "{host} refuses the request for {model}{quote}; correct the model's registry entry"},
    // Where no type is told
    {"", "", 401, NoAccess, "{host} does not accept the credentials; check them and the endpoint"},
    {"", "", 403, NoAccess,
     "{host} refuses access{quote}; check the credentials, the endpoint, and what stands between"},
    {"", "", 404, BadRequest,
     "{host} has nothing at this address; check the endpoint (bedrock-runtime answers prompts, "
     "bedrock tells about models)"},
    {"", "", 407, NoAccess, "the proxy on the way to {host} wants a password; check https_proxy"},
    {"", "", 408, TimedOut, "{host} took too long; try again"},
    {"", "", 413, BadRequest, "{host} finds the request too large; choose a shorter strategy"},
    {"", "", 429, Throttled, "{host} takes no more requests at the moment; ask less often"},
    {"", "", 503, ServerFault, "{host} is overloaded or under repair; try again"},
};

}  // namespace

CallError bedrock_error(const HttpReply& reply, const CallSubject& subject) {
  return error_by_table(reply, kRows, subject);
}

}  // namespace airmark::llm
