#include "llm/aws/sigv4.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>

#include "llm/aws/aws_time.h"
#include "llm/aws/sha256.h"

namespace airmark::llm {
namespace {

using Json = nlohmann::json;
using Path = std::filesystem::path;

const Path kVectors = Path(AIRMARK_SOURCE_DIR) / "tests/llm/vectors/sigv4";

std::string read(const Path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<Path> entries(const Path& folder) {
  std::vector<Path> result;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    result.push_back(entry.path());
  std::ranges::sort(result);
  return result;
}

std::string test_name(const testing::TestParamInfo<Path>& path) {
  std::string name = path.param.stem();
  std::ranges::replace(name, '-', '_');
  return name;
}

/// What the official suite writes as HTTP; folded header lines are one header.
HttpRequest parse_http(const std::string& text) {
  HttpRequest request;
  const std::size_t end = std::min(text.find("\n\n"), text.size());
  std::istringstream head(text.substr(0, end));
  if (end + 2 < text.size()) request.body = text.substr(end + 2);
  std::string line;
  std::getline(head, line);
  const std::size_t blank = line.find(' ');
  request.method = line.substr(0, blank);
  request.url =
      "https://example.amazonaws.com" + line.substr(blank + 1, line.rfind(' ') - blank - 1);
  while (std::getline(head, line)) {
    if (line.starts_with(' ')) {
      request.headers.back().second += "\n" + line;
    } else if (!line.empty()) {
      const std::size_t colon = line.find(':');
      request.headers.emplace_back(line.substr(0, colon), line.substr(colon + 1));
    }
  }
  return request;
}

std::string line_after(const std::string& text, const std::string& mark) {
  const std::size_t begin = text.find(mark) + mark.size();
  return text.substr(begin, text.find('\n', begin) - begin);
}

class OfficialVector : public testing::TestWithParam<Path> {};

TEST_P(OfficialVector, IsSignedStepByStepAsAwsDoes) {
  const Path folder = GetParam();
  const Json context = Json::parse(read(folder / "context.json"));
  const Json& keys = context["credentials"];
  HttpRequest request = parse_http(read(folder / "request.txt"));
  AwsCredentials credentials{keys["access_key_id"], keys["secret_access_key"], "", {}};
  if (!context.value("omit_session_token", false))
    credentials.session_token = keys.value("token", "");
  if (context["sign_body"])
    request.headers.emplace_back("x-amz-content-sha256", hex_text(sha256(request.body)));
  SigningScope scope{context["region"], context["service"]};
  if (!context["normalize"]) scope.path = CanonicalPath::Encoded;

  const Signature signature = sign_request(request, credentials, scope,
                                           *parse_time(context["timestamp"].get<std::string>()));
  EXPECT_EQ(signature.canonical_request, read(folder / "header-canonical-request.txt"));
  EXPECT_EQ(signature.string_to_sign, read(folder / "header-string-to-sign.txt"));
  EXPECT_EQ(signature.signature, read(folder / "header-signature.txt"));
  EXPECT_EQ(signature.authorization,
            line_after(read(folder / "header-signed-request.txt"), "\nAuthorization:"));
}

INSTANTIATE_TEST_SUITE_P(Sigv4, OfficialVector, testing::ValuesIn(entries(kVectors / "v4")),
                         test_name);

TEST(Sigv4, HasAllOfficialVectorsAndAllOfBedrock) {
  EXPECT_EQ(entries(kVectors / "v4").size(), 38U);
  EXPECT_EQ(entries(kVectors / "bedrock").size(), 26U);
}

/// The headers that botocore signed, and those that no signer may sign.
HttpHeaders headers_before_signing(const Json& vector) {
  const std::string names =
      ";" + vector["signed_headers"].get<std::string>() + ";expect;user-agent;";
  HttpHeaders headers;
  for (const auto& [name, value] : vector["headers"].items()) {
    std::string lower = name;
    std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return std::tolower(c); });
    if (names.find(";" + lower + ";") != names.npos) headers.emplace_back(name, value);
  }
  return headers;
}

AwsCredentials keys_of(const Json& vector) {
  AwsCredentials keys{vector["access_key_id"], vector["secret_access_key"], "", {}};
  if (vector["session_token"].is_string()) keys.session_token = vector["session_token"];
  return keys;
}

/// "20261120T103000Z", the only time in these vectors.
std::chrono::system_clock::time_point frozen_time() { return *parse_time("2026-11-20T10:30:00Z"); }

class BedrockVector : public testing::TestWithParam<Path> {};

TEST_P(BedrockVector, IsSignedAsBotocoreDoes) {
  const Json vector = Json::parse(read(GetParam()));
  if (vector["signature"].is_null()) {
    EXPECT_TRUE(vector["headers"]["Authorization"].get<std::string>().starts_with("Bearer "));
    return;
  }
  ASSERT_EQ(vector["timestamp"], compact_time_text(frozen_time()));
  SigningScope scope{vector["region"], vector["signing_service"]};
  if (scope.service == "s3") scope.path = CanonicalPath::AsSent;
  HttpRequest request{vector["method"], vector["url"], headers_before_signing(vector),
                      vector["body_utf8"]};
  const Signature signature = sign_request(request, keys_of(vector), scope, frozen_time());
  EXPECT_EQ(signature.canonical_request, vector["canonical_request"].get<std::string>());
  EXPECT_EQ(signature.string_to_sign, vector["string_to_sign"].get<std::string>());
  EXPECT_EQ(signature.signature, vector["signature"].get<std::string>());
  EXPECT_EQ(signature.authorization, vector["headers"]["Authorization"].get<std::string>());
}

INSTANTIATE_TEST_SUITE_P(Sigv4, BedrockVector, testing::ValuesIn(entries(kVectors / "bedrock")),
                         test_name);

const AwsCredentials kExampleKeys{
    "AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "", {}};

HttpRequest example_request() {
  return {"POST",
          "https://bedrock-runtime.us-east-1.amazonaws.com/model/a%3A0/converse",
          {{"Content-Type", "application/json"}},
          "{}"};
}

long count(const HttpRequest& request, const std::string& name) {
  return std::ranges::count(request.headers, name, &HttpHeaders::value_type::first);
}

TEST(Sigv4, CanSignARequestAgainWithOtherKeys) {
  HttpRequest twice = example_request();
  AwsCredentials temporary = kExampleKeys;
  temporary.session_token = "token";
  sign_request(twice, temporary, {"us-east-1"}, frozen_time() - std::chrono::minutes(7));
  EXPECT_EQ(count(twice, "X-Amz-Security-Token"), 1);
  const Signature again = sign_request(twice, kExampleKeys, {"us-east-1"}, frozen_time());

  HttpRequest once = example_request();
  EXPECT_EQ(again.authorization,
            sign_request(once, kExampleKeys, {"us-east-1"}, frozen_time()).authorization);
  EXPECT_EQ(twice.headers, once.headers);
  EXPECT_EQ(count(twice, "X-Amz-Security-Token"), 0);
}

TEST(Sigv4, LeavesHeadersUnsignedThatProxiesRewrite) {
  HttpRequest plain = example_request();
  HttpRequest dressed = example_request();
  for (const char* name :
       {"Connection", "Expect", "TE", "Transfer-Encoding", "User-Agent", "X-Amzn-Trace-Id"})
    dressed.headers.emplace_back(name, "value");
  const auto signature = sign_request(plain, kExampleKeys, {"us-east-1"}, frozen_time());
  EXPECT_EQ(sign_request(dressed, kExampleKeys, {"us-east-1"}, frozen_time()).authorization,
            signature.authorization);

  HttpRequest other = example_request();
  other.headers.emplace_back("X-Amzn-Bedrock-Service-Tier", "flex");
  EXPECT_NE(sign_request(other, kExampleKeys, {"us-east-1"}, frozen_time()).signature,
            signature.signature);
}

TEST(Sigv4, SignsTheHostAsItWillBeSent) {
  const auto host_line = [](const std::string& url) {
    HttpRequest request{"POST", url, {}, ""};
    const auto text =
        sign_request(request, kExampleKeys, {"us-east-1"}, frozen_time()).canonical_request;
    return line_after(text, "\nhost:");
  };
  EXPECT_EQ(host_line("https://example.org:443/"), "example.org");
  EXPECT_EQ(host_line("http://example.org:80/"), "example.org");
  EXPECT_EQ(host_line("https://example.org:8443/"), "example.org:8443");
  EXPECT_EQ(host_line("http://[::1]:8080/"), "[::1]:8080");
}

TEST(Sigv4, DependsOnEveryByteOfWhatIsSigned) {
  HttpRequest request = example_request();
  const auto signature =
      sign_request(request, kExampleKeys, {"us-east-1"}, frozen_time()).signature;
  AwsCredentials wrong_key = kExampleKeys;
  wrong_key.secret_access_key.back() = 'Z';
  EXPECT_NE(sign_request(request, wrong_key, {"us-east-1"}, frozen_time()).signature, signature);
  EXPECT_NE(sign_request(request, kExampleKeys, {"us-east-2"}, frozen_time()).signature, signature);
  request.body[0] = '[';
  EXPECT_NE(sign_request(request, kExampleKeys, {"us-east-1"}, frozen_time()).signature, signature);
}

}  // namespace
}  // namespace airmark::llm
