#include "llm/providers/service_error.h"

#include <algorithm>
#include <optional>

#include "llm/aws/ascii_text.h"
#include "llm/prompt/outside_text.h"
#include "llm/providers/reply_json.h"

namespace airmark::llm {
namespace {

// Enough for every phrase that is looked for.
constexpr std::size_t kLongestMessageBytes = 2000;
constexpr std::size_t kLongestQuoteBytes = 160;
// Keys and tokens are longer than this, and so are no words of a sentence.
constexpr std::size_t kLongestWordBytes = 32;
constexpr std::size_t kAccountDigits = 12;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// "com.amazon.coral#ThrottlingException:http://internal…" → "ThrottlingException".
std::string bare_type(std::string_view text) {
  text = trimmed(text.substr(0, text.find(':')));
  if (const std::size_t hash = text.find('#'); hash != text.npos) text.remove_prefix(hash + 1);
  return std::string(text);
}

std::string first_text(const ReplyJson& body, std::initializer_list<const char*> places) {
  for (const char* place : places)
    if (std::optional<std::string> text = body.text(place)) return *std::move(text);
  return {};
}

/// The name of an XML body's root where that is an exception: "<UnknownOperationException/>".
std::string markup_type(std::string_view body) {
  body.remove_prefix(1);
  const auto end = std::ranges::find_if_not(body, is_letter);
  const std::string_view name = body.substr(0, static_cast<std::size_t>(end - body.begin()));
  return name.ends_with("Exception") ? std::string(name) : std::string();
}

bool could_be_secret(std::string_view word) {
  constexpr std::string_view kSigns[] = {"arn:", "AKIA",    "ASIA", "ABSK",
                                         "sk-",  "api-key", "://",  "@"};
  const bool marked = std::ranges::any_of(
      kSigns, [&](std::string_view sign) { return word.find(sign) != word.npos; });
  std::size_t digits = 0;
  std::size_t most_digits = 0;
  for (const char c : word) {
    digits = is_digit(c) ? digits + 1 : 0;
    most_digits = std::max(most_digits, digits);
  }
  return marked || word.size() > kLongestWordBytes || most_digits >= kAccountDigits;
}

}  // namespace

ServiceError read_service_error(const HttpReply& reply) {
  ServiceError error;
  error.status = reply.status;
  const std::string_view body = trimmed(reply.body);
  error.is_markup = body.starts_with('<');
  if (const auto type = reply.header("x-amzn-errortype")) error.type = bare_type(*type);
  if (error.is_markup && error.type.empty()) error.type = markup_type(body);
  const std::optional<ReplyJson> json = ReplyJson::parse(body);
  if (!json) return error;
  if (error.type.empty())
    error.type = bare_type(first_text(*json, {"/__type", "/code", "/error/code", "/error/type"}));
  error.message = first_text(*json, {"/message", "/Message", "/error/message", "/error"});
  error.message.resize(std::min(error.message.size(), kLongestMessageBytes));
  error.original_status = json->count("/originalStatusCode").value_or(0);
  return error;
}

std::string quote_of(std::string_view message) {
  if (message.size() > kLongestQuoteBytes) return {};
  const std::string text = readable(message, kLongestQuoteBytes);
  if (text.empty()) return {};
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t blank = std::min(rest.find(' '), rest.size());
    if (could_be_secret(rest.substr(0, blank))) return {};
    rest.remove_prefix(std::min(blank + 1, rest.size()));
  }
  return " (\"" + text + "\")";
}

}  // namespace airmark::llm
