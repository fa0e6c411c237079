#include "llm/aws/sigv4.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <map>
#include <vector>

#include "llm/aws/ascii_text.h"
#include "llm/aws/aws_time.h"
#include "llm/aws/percent_encoding.h"
#include "llm/aws/sha256.h"
#include "llm/aws/url_parts.h"

namespace airmark::llm {
namespace {

constexpr std::string_view kAlgorithm = "AWS4-HMAC-SHA256";

// Proxies and load balancers rewrite these.
constexpr std::array<std::string_view, 6> kUnsigned = {
    "connection", "expect", "te", "transfer-encoding", "user-agent", "x-amzn-trace-id"};

// What this signer adds; a request that is signed again loses the old ones.
constexpr std::array<std::string_view, 3> kOwn = {"authorization", "x-amz-date",
                                                  "x-amz-security-token"};

bool is_one_of(std::string_view name, const auto& names) {
  return std::ranges::find(names, name) != names.end();
}

/// Blanks at both ends away, runs of blanks inside to one.
std::string single_spaced(std::string_view value) {
  std::string result;
  for (const char c : value) {
    if (!is_blank(c))
      result += c;
    else if (!result.empty() && result.back() != ' ')
      result += ' ';
  }
  if (result.ends_with(' ')) result.pop_back();
  return result;
}

std::vector<std::string_view> split(std::string_view text, char mark) {
  std::vector<std::string_view> pieces;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(mark, begin), text.size());
    pieces.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return pieces;
}

/// Without ".", ".." and empty segments; a slash at the end stays.
std::string without_dots(std::string_view path) {
  std::vector<std::string_view> kept;
  for (const std::string_view segment : split(path, '/')) {
    if (segment == "..") {
      if (!kept.empty()) kept.pop_back();
    } else if (!segment.empty() && segment != ".") {
      kept.push_back(segment);
    }
  }
  std::string result;
  for (const std::string_view segment : kept) result.append("/").append(segment);
  if (kept.empty() || path.ends_with('/')) result += '/';
  return result;
}

std::string canonical_path(const std::string& path, CanonicalPath rule) {
  const std::string sent = path.empty() ? "/" : path;
  switch (rule) {
    case CanonicalPath::NormalizedAndEncoded:
      return percent_encode(without_dots(sent), "/");
    case CanonicalPath::Encoded:
      return percent_encode(sent, "/");
    case CanonicalPath::AsSent:
      return sent;
  }
  return sent;
}

std::string canonical_query(std::string_view query) {
  std::vector<std::pair<std::string, std::string>> parameters;
  for (const std::string_view piece : split(query, '&')) {
    if (piece.empty()) continue;
    const std::size_t equals = std::min(piece.find('='), piece.size());
    const std::string_view value = equals < piece.size() ? piece.substr(equals + 1) : "";
    parameters.emplace_back(percent_encode(percent_decode(piece.substr(0, equals))),
                            percent_encode(percent_decode(value)));
  }
  std::ranges::sort(parameters);
  std::string result;
  for (const auto& [name, value] : parameters)
    result.append(result.empty() ? "" : "&").append(name).append("=").append(value);
  return result;
}

using SignedHeaders = std::map<std::string, std::string>;  // lower-case name -> joined values

SignedHeaders headers_to_sign(const HttpRequest& request, const UrlParts& url) {
  SignedHeaders result;
  for (const auto& [name, value] : request.headers) {
    const std::string key = lower_case(name);
    if (is_one_of(key, kUnsigned)) continue;
    const auto [entry, is_new] = result.try_emplace(key, single_spaced(value));
    if (!is_new) entry->second.append(",").append(single_spaced(value));
  }
  result.try_emplace("host", host_header(url));
  return result;
}

std::string joined_names(const SignedHeaders& headers) {
  std::string names;
  for (const auto& [name, value] : headers) names.append(names.empty() ? "" : ";").append(name);
  return names;
}

std::string canonical_request(const HttpRequest& request, const UrlParts& url,
                              const SignedHeaders& headers, CanonicalPath path_rule) {
  std::string text = request.method + "\n" + canonical_path(url.path, path_rule) + "\n" +
                     canonical_query(url.query) + "\n";
  for (const auto& [name, value] : headers) text.append(name + ":" + value + "\n");
  const auto body_hash = headers.find("x-amz-content-sha256");
  return text + "\n" + joined_names(headers) + "\n" +
         (body_hash != headers.end() ? body_hash->second : hex_text(sha256(request.body)));
}

Sha256Digest signing_key(const AwsCredentials& credentials, std::string_view day,
                         const SigningScope& scope) {
  Sha256Digest key = hmac_sha256("AWS4" + credentials.secret_access_key, day);
  for (const std::string_view step :
       {std::string_view(scope.region), std::string_view(scope.service),
        std::string_view("aws4_request")})
    key = hmac_sha256(bytes_of(key), step);
  return key;
}

}  // namespace

Signature sign_request(HttpRequest& request, const AwsCredentials& credentials,
                       const SigningScope& scope, std::chrono::system_clock::time_point time) {
  const std::optional<UrlParts> url = split_url(request.url);
  assert(url);
  const std::string now = compact_time_text(time);
  const std::string day = now.substr(0, 8);
  std::erase_if(request.headers,
                [](const auto& header) { return is_one_of(lower_case(header.first), kOwn); });
  request.headers.emplace_back("X-Amz-Date", now);
  if (!credentials.session_token.empty())
    request.headers.emplace_back("X-Amz-Security-Token", credentials.session_token);

  const UrlParts parts = url.value_or(UrlParts());
  const SignedHeaders headers = headers_to_sign(request, parts);
  const std::string place = day + "/" + scope.region + "/" + scope.service + "/aws4_request";
  Signature result;
  result.canonical_request = canonical_request(request, parts, headers, scope.path);
  result.string_to_sign = std::string(kAlgorithm) + "\n" + now + "\n" + place + "\n" +
                          hex_text(sha256(result.canonical_request));
  const Sha256Digest key = signing_key(credentials, day, scope);
  result.signature = hex_text(hmac_sha256(bytes_of(key), result.string_to_sign));
  result.authorization = std::string(kAlgorithm) + " Credential=" + credentials.access_key_id +
                         "/" + place + ", SignedHeaders=" + joined_names(headers) +
                         ", Signature=" + result.signature;
  request.headers.emplace_back("Authorization", result.authorization);
  return result;
}

}  // namespace airmark::llm
