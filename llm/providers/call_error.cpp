#include "llm/providers/call_error.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <utility>

#include "llm/aws/ascii_text.h"

namespace airmark::llm {
namespace {

using std::chrono::milliseconds;

constexpr std::int64_t kLongestWait_ms = 24LL * 60 * 60 * 1000;

milliseconds wait_of(std::string_view text, std::int64_t unit_ms) {
  text = trimmed(text);
  std::int64_t value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc() || end != text.data() + text.size() || value < 0) return {};
  return milliseconds(std::min(value, kLongestWait_ms / unit_ms) * unit_ms);
}

}  // namespace

ErrorKind kind_of(CallFailure failure) noexcept {
  switch (failure) {  // no default: a new failure must be decided here, the compiler insists
    case CallFailure::Throttled:
    case CallFailure::DailyQuota:
    case CallFailure::TimedOut:
      return ErrorKind::Timeout;
    case CallFailure::ServerFault:
    case CallFailure::Resting:
      return ErrorKind::Unavailable;
    case CallFailure::ExpiredCredentials:
    case CallFailure::ClockSkew:
    case CallFailure::NoAccess:
    case CallFailure::OverBudget:
    case CallFailure::Stopped:
      return ErrorKind::Refused;
    case CallFailure::WrongModel:
    case CallFailure::BadRequest:
      return ErrorKind::Configuration;
    case CallFailure::BadReply:
      return ErrorKind::BadReply;
  }
  return ErrorKind::Internal;
}

CallError transport_error(const Error& error) {
  CallError result;
  result.error = error;
  switch (error.kind) {
    case ErrorKind::Timeout:
      result.failure = CallFailure::TimedOut;
      result.may_be_paid = true;
      break;
    case ErrorKind::Refused:
      result.failure = CallFailure::Stopped;
      result.may_be_paid = true;
      break;
    case ErrorKind::Internal:
      result.failure = CallFailure::BadRequest;
      break;
    default:  // not found, not reached, broken off
      result.failure = CallFailure::ServerFault;
      result.may_be_paid = error.kind != ErrorKind::Unavailable;
  }
  return result;
}

CallError stopped_unsent() {
  return {.failure = CallFailure::Stopped,
          .error = {ErrorKind::Refused, "the request was stopped before it was sent"}};
}

CallError unusable_reply(std::string sentence, const HttpReply& reply) {
  return {.failure = CallFailure::BadReply,
          .error = {ErrorKind::BadReply, std::move(sentence)},
          .status = reply.status,
          .may_be_paid = true};
}

milliseconds retry_after(const HttpReply& reply) {
  if (const auto text = reply.header("x-amz-retry-after")) return wait_of(*text, 1);
  if (const auto text = reply.header("retry-after")) return wait_of(*text, 1000);
  return milliseconds(0);
}

bool may_have_worked(int status) noexcept {
  constexpr int kTimedOut = 408;
  constexpr int kBadGateway = 502;
  constexpr int kGatewayTimeout = 504;
  return status == kTimedOut || status == kBadGateway || status == kGatewayTimeout;
}

}  // namespace airmark::llm
