#include "tools/standin/request_check.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "llm/aws/aws_time.h"
#include "llm/aws/sha256.h"
#include "llm/aws/sigv4.h"
#include "llm/aws/url_parts.h"

namespace airmark::tools {
namespace {

using Json = nlohmann::json;
using std::chrono::minutes;

const auto kNow = *llm::parse_time("2026-11-20T10:30:00Z");
const llm::AwsCredentials kKeys{"AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "", {}};

/// As it arrives from a client that wrote it for `request`.
ReceivedRequest arrived(const llm::HttpRequest& request) {
  const auto url = llm::split_url(request.url).value_or(llm::UrlParts());
  ReceivedRequest result{request.method, url.path + (url.query.empty() ? "" : "?" + url.query),
                         request.headers, request.body};
  result.headers.emplace_back("Host", llm::host_header(url));
  return result;
}

struct Signing {
  llm::AwsCredentials keys = kKeys;
  llm::SigningScope scope{"us-east-1"};
  std::string path = "/model/mistral.mixtral-8x7b-instruct-v0%3A1/converse";
  llm::HttpHeaders headers{{"Content-Type", "application/json"}};
  std::chrono::system_clock::time_point time = kNow;
};

ReceivedRequest signed_request(const Signing& signing) {
  llm::HttpRequest request{"POST", "http://127.0.0.1:8123" + signing.path, signing.headers,
                           "{\"a\": 1}"};
  llm::sign_request(request, signing.keys, signing.scope, signing.time);
  return arrived(request);
}

std::string& header_of(ReceivedRequest& request, std::string_view name) {
  for (auto& [key, value] : request.headers)
    if (key == name) return value;
  return request.headers.emplace_back(name, "").second;
}

std::string type_of(const ReceivedRequest& request, const RequestCheck& check,
                    Operation operation = Operation::Converse) {
  const auto fault = check.objection(request, operation, kNow);
  return fault ? std::to_string(fault->status) + " " + fault->type : "passes";
}

std::string type_of(const ReceivedRequest& request) {
  return type_of(request, RequestCheck({KnownKeys::examples(), ""}));
}

std::string message_of(const ReceivedRequest& request,
                       std::chrono::system_clock::time_point now = kNow) {
  const auto fault =
      RequestCheck({KnownKeys::examples(), ""}).objection(request, Operation::Converse, now);
  return fault ? fault->message : "";
}

KnownKeys with_session_key() {
  KnownKeys keys = KnownKeys::examples();
  EXPECT_TRUE(keys.add("ASIAEXAMPLE:secret:token/+=", "keys"));
  return keys;
}
const llm::AwsCredentials kSession{"ASIAEXAMPLE", "secret", "token/+=", {}};

constexpr const char* kWrong = "403 InvalidSignatureException";
constexpr const char* kUnknown = "403 UnrecognizedClientException";
constexpr const char* kIncomplete = "400 IncompleteSignatureException";

TEST(RequestCheck, PassesWhatOurSignerSigned) { EXPECT_EQ(type_of(signed_request({})), "passes"); }

TEST(RequestCheck, TakesBothWireFormsOfAColonAndNoThird) {
  Signing signing;
  signing.path = "/model/mistral.mixtral-8x7b-instruct-v0:1/converse";
  ReceivedRequest request = signed_request(signing);
  EXPECT_EQ(type_of(request), "passes");
  request.target = "/model/mistral.mixtral-8x7b-instruct-v0%3A1/converse";
  EXPECT_EQ(type_of(request), kWrong);
}

TEST(RequestCheck, PassesEveryRecordedBedrockSignatureOfBotocore) {
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(
           std::filesystem::path(AIRMARK_SOURCE_DIR) / "tests/llm/vectors/sigv4/bedrock")) {
    std::ifstream file(entry.path());
    const Json vector = Json::parse(file);
    if (vector["signing_service"] != "bedrock" || vector["signature"].is_null()) continue;
    llm::HttpRequest request{vector["method"], vector["url"], {}, vector["body_utf8"]};
    for (const auto& [name, value] : vector["headers"].items())
      request.headers.emplace_back(name, value);
    KnownKeys keys = KnownKeys::examples();
    const Json& token = vector["session_token"];
    const std::string line = vector["access_key_id"].get<std::string>() + ":" +
                             vector["secret_access_key"].get<std::string>() +
                             (token.is_string() ? ":" + token.get<std::string>() : "");
    ASSERT_TRUE(keys.add(line, "keys"));
    ReceivedRequest whole = arrived(request);
    EXPECT_EQ(type_of(whole, RequestCheck({keys, ""})), "passes") << entry.path();
    whole.body += ' ';
    EXPECT_EQ(type_of(whole, RequestCheck({keys, ""})), kWrong) << entry.path();
    ++count;
  }
  EXPECT_GE(count, 20);
}

TEST(RequestCheck, RefusesWhatWasChangedOnTheWay) {
  ReceivedRequest other_body = signed_request({});
  other_body.body[0] = '[';
  ReceivedRequest other_header = signed_request({});
  header_of(other_header, "Content-Type") = "text/plain";
  ReceivedRequest other_method = signed_request({});
  other_method.method = "PUT";
  ReceivedRequest other_host = signed_request({});
  header_of(other_host, "Host") = "127.0.0.1:9";
  ReceivedRequest lost_header = signed_request({});
  std::erase_if(lost_header.headers, [](const auto& one) { return one.first == "Content-Type"; });
  for (const auto& request : {other_body, other_header, other_method, other_host, lost_header}) {
    EXPECT_EQ(type_of(request), kWrong);
    EXPECT_TRUE(message_of(request).starts_with("The request signature we calculated does not"));
  }
}

TEST(RequestCheck, DoesNotMindHeadersThatAreNotSigned) {
  ReceivedRequest request = signed_request({});
  request.headers.emplace_back("User-Agent", "anything");
  request.headers.emplace_back("X-Added-By-A-Proxy", "1");
  EXPECT_EQ(type_of(request), "passes");
}

TEST(RequestCheck, HoldsAHashInTheHeaderAgainstTheBody) {
  Signing signing;
  signing.headers.emplace_back("X-Amz-Content-Sha256", llm::hex_text(llm::sha256("{\"a\": 1}")));
  EXPECT_EQ(type_of(signed_request(signing)), "passes");
  signing.headers.back().second = llm::hex_text(llm::sha256("other"));
  EXPECT_EQ(type_of(signed_request(signing)), kWrong);
}

TEST(RequestCheck, KnowsTheExampleKeysOnly) {
  Signing signing;
  signing.keys.access_key_id = "AKIAIOSFODNN7EXAMPLE";
  signing.keys.secret_access_key = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  EXPECT_EQ(type_of(signed_request(signing)), "passes");
  signing.keys.secret_access_key = "other";
  EXPECT_EQ(type_of(signed_request(signing)), kWrong);
  signing.keys.access_key_id = "AKIAOTHER";
  EXPECT_EQ(type_of(signed_request(signing)), kUnknown);
}

TEST(RequestCheck, WantsTheSessionTokenThatBelongsToTheKey) {
  const RequestCheck check({with_session_key(), ""});
  Signing signing;
  signing.keys = kSession;
  const ReceivedRequest good = signed_request(signing);
  EXPECT_EQ(type_of(good, check), "passes");

  signing.keys.session_token = "another";
  EXPECT_EQ(type_of(signed_request(signing), check), kUnknown);
  signing.keys.session_token.clear();
  ReceivedRequest without = signed_request(signing);
  EXPECT_EQ(type_of(without, check), kUnknown);
  without.headers.emplace_back("X-Amz-Security-Token", kSession.session_token);  // not signed
  EXPECT_EQ(type_of(without, check), kWrong);

  ReceivedRequest needless = signed_request({});
  needless.headers.emplace_back("X-Amz-Security-Token", "token");
  EXPECT_EQ(type_of(needless, check), kUnknown);
}

TEST(RequestCheck, AllowsFiveMinutesEitherWayAndSaysWhoIsLate) {
  Signing signing;
  for (const auto offset : {minutes(-5), minutes(0), minutes(5)}) {
    signing.time = kNow + offset;
    EXPECT_EQ(type_of(signed_request(signing)), "passes");
  }
  signing.time = kNow - minutes(6);
  EXPECT_EQ(type_of(signed_request(signing)), kWrong);
  EXPECT_EQ(message_of(signed_request(signing)),
            "Signature expired: 20261120T102400Z is now earlier than 20261120T102500Z "
            "(20261120T103000Z - 5 min.)");
  signing.time = kNow + minutes(30);
  EXPECT_EQ(message_of(signed_request(signing)),
            "Signature not yet current: 20261120T110000Z is still later than 20261120T103500Z "
            "(20261120T103000Z + 5 min.)");
}

TEST(RequestCheck, WantsServiceAndRegionOfTheScopeToFit) {
  Signing signing;
  signing.scope.service = "sts";
  EXPECT_EQ(type_of(signed_request(signing)), kWrong);
  EXPECT_NE(message_of(signed_request(signing)).find("'bedrock'"), std::string::npos);

  signing.scope = {"eu-central-1"};
  const ReceivedRequest from_europe = signed_request(signing);
  EXPECT_EQ(type_of(from_europe), "passes");
  EXPECT_EQ(type_of(from_europe, RequestCheck({KnownKeys::examples(), "us-east-1"})), kWrong);
  for (const char* none : {"nowhere", "us-east", "US-EAST-1", "us-east-1a"}) {
    signing.scope.region = none;
    EXPECT_EQ(type_of(signed_request(signing)), kWrong) << none;
  }
}

TEST(RequestCheck, TakesTheOtherServiceNameForChatsOnly) {
  const RequestCheck check({KnownKeys::examples(), ""});
  Signing signing;
  signing.scope.service = "bedrock-mantle";
  EXPECT_EQ(type_of(signed_request(signing), check, Operation::BedrockChat), "passes");
  EXPECT_EQ(type_of(signed_request(signing), check, Operation::Converse), kWrong);
}

TEST(RequestCheck, WantsTheDayOfTheScopeToBeTheDayOfTheDate) {
  ReceivedRequest request = signed_request({});
  std::string& value = header_of(request, "Authorization");
  value.replace(value.find("20261120"), 8, "20261119");
  EXPECT_EQ(type_of(request), kWrong);
}

TEST(RequestCheck, TellsApartWhatIsMissingAndWhatIsMalformed) {
  ReceivedRequest none = signed_request({});
  std::erase_if(none.headers, [](const auto& header) { return header.first == "Authorization"; });
  EXPECT_EQ(type_of(none), "403 MissingAuthenticationTokenException");

  const std::string good = header_of(none, "X-Amz-Date");
  for (const char* header :
       {"Basic dXNlcg==", "AWS4-HMAC-SHA256", "AWS4-HMAC-SHA256 Credential=a",
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/x, SignedHeaders=host, Signature=00",
        "AWS4-HMAC-SHA2569 Credential=a/b/c/d/aws4_request, SignedHeaders=host, Signature=00"}) {
    ReceivedRequest request = signed_request({});
    header_of(request, "Authorization") = header;
    EXPECT_EQ(type_of(request), kIncomplete) << header;
    EXPECT_EQ(message_of(request).find("AKIDEXAMPLE"), std::string::npos);
  }
  for (const char* date : {"", "20261120T103000", "20261320T103000Z", "2026-11-20T10:30:00Z"}) {
    ReceivedRequest request = signed_request({});
    header_of(request, "X-Amz-Date") = date;
    EXPECT_EQ(type_of(request), kIncomplete) << date;
  }
}

TEST(RequestCheck, WantsHostAndDateToBeSigned) {
  for (const char* name : {"host;", ";x-amz-date"}) {
    ReceivedRequest request = signed_request({});
    std::string& value = header_of(request, "Authorization");
    const std::size_t at = value.find(name);
    ASSERT_NE(at, std::string::npos);
    value.erase(at, std::string_view(name).size());
    EXPECT_EQ(type_of(request), kWrong);
    EXPECT_NE(message_of(request).find("must be a 'SignedHeader'"), std::string::npos);
  }
}

TEST(RequestCheck, TakesTheExampleApiKeyAndNoOther) {
  ReceivedRequest request{"POST", "/", {{"authorization", "Bearer bedrock-api-key-EXAMPLE"}}, ""};
  EXPECT_EQ(type_of(request), "passes");
  request.headers[0].second = "Bearer other";
  EXPECT_EQ(type_of(request), "403 AccessDeniedException");
  EXPECT_EQ(message_of(request).find("other"), std::string::npos);
}

TEST(RequestCheck, AsksLocalServersForNoKey) {
  const RequestCheck check({KnownKeys::examples(), ""});
  for (const Operation operation :
       {Operation::LocalChat, Operation::ListLocalModels, Operation::GetCalls})
    EXPECT_EQ(type_of({}, check, operation), "passes");
  for (const Operation operation :
       {Operation::BedrockChat, Operation::ListFoundationModels, Operation::CountTokens})
    EXPECT_EQ(type_of({}, check, operation), "403 MissingAuthenticationTokenException");
}

}  // namespace
}  // namespace airmark::tools
