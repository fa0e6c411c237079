#include "llm/aws/credential_json.h"

#include <nlohmann/json.hpp>

#include "llm/aws/ascii_text.h"
#include "llm/aws/aws_time.h"

namespace airmark::llm {
namespace {

using Json = nlohmann::json;

Error refused(const std::string& why) { return {ErrorKind::Refused, why}; }

/// The text of a field; empty where it is missing or null, an Error where it is something else.
Result<std::string> text_field(const Json& object, const char* name) {
  const auto field = object.find(name);
  if (field == object.end() || field->is_null()) return std::string();
  if (!field->is_string()) return refused(std::string(name) + " is not text");
  return field->get<std::string>();
}

Result<std::string> header_field(const Json& object, const char* name) {
  Result<std::string> text = text_field(object, name);
  if (text && !is_visible_ascii(text.value()))
    return refused(std::string(name) + " holds a blank or a character that no key has");
  return text;
}

Result<Done> read_expiration(const Json& object, AwsCredentials& credentials) {
  const Result<std::string> expiration = text_field(object, "Expiration");
  if (!expiration) return expiration.error();
  if (expiration.value().empty()) return Done{};
  credentials.expires = parse_time(expiration.value());
  if (!credentials.expires) return refused("Expiration is not a time like 2026-11-20T10:30:00Z");
  return Done{};
}

Result<AwsCredentials> read_keys(const Json& object) {
  AwsCredentials credentials;
  const Result<std::string> id = header_field(object, "AccessKeyId");
  if (!id) return id.error();
  const Result<std::string> secret = text_field(object, "SecretAccessKey");
  if (!secret) return secret.error();
  const Result<std::string> token = header_field(object, "SessionToken");
  if (!token) return token.error();
  if (id.value().empty()) return refused("AccessKeyId is missing");
  if (secret.value().empty()) return refused("SecretAccessKey is missing");
  credentials.access_key_id = id.value();
  credentials.secret_access_key = secret.value();
  credentials.session_token = token.value();
  if (const auto done = read_expiration(object, credentials); !done) return done.error();
  return credentials;
}

Json parse_object(std::string_view text) {
  Json json = Json::parse(text.begin(), text.end(), nullptr, false);
  return json.is_object() ? json : Json(nullptr);
}

}  // namespace

Result<AwsCredentials> parse_process_credentials(std::string_view json) {
  const Json object = parse_object(json);
  if (!object.is_object()) return refused("its output is not a JSON object");
  const auto version = object.find("Version");
  if (version == object.end() || !version->is_number_integer() || *version != 1)
    return refused("its output does not say \"Version\": 1");
  return read_keys(object);
}

}  // namespace airmark::llm
