#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "llm/aws/sigv4.h"

// Reads one request per line of standard input, as JSON, signs it and writes the steps as JSON:
// so a test in another language can hold our signer against another one.

namespace {

using Json = nlohmann::json;

std::string bytes_from_hex(const std::string& hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  return bytes;
}

Json signed_steps(const Json& line) {
  airmark::llm::HttpRequest request;
  request.method = line.at("method");
  request.url = line.at("url");
  request.headers = line.at("headers").get<airmark::llm::HttpHeaders>();
  request.body = bytes_from_hex(line.at("body_hex"));
  const airmark::llm::AwsCredentials keys{
      line.at("access_key_id"), line.at("secret_access_key"), line.at("session_token"), {}};
  const std::time_t time_s = line.at("time_s");
  const auto signature =
      airmark::llm::sign_request(request, keys, {line.at("region"), line.at("service")},
                                 std::chrono::system_clock::from_time_t(time_s));
  return {{"canonical_request", signature.canonical_request},
          {"string_to_sign", signature.string_to_sign},
          {"signature", signature.signature},
          {"authorization", signature.authorization}};
}

}  // namespace

int main() {
  for (std::string line; std::getline(std::cin, line);)
    std::cout << signed_steps(Json::parse(line)).dump() << std::endl;
}
