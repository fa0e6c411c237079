#include "tools/standin/authorization.h"

#include <algorithm>
#include <map>

#include "llm/aws/ascii_text.h"
#include "tools/standin/pieces.h"

namespace airmark::tools {
namespace {

constexpr std::string_view kScheme = "AWS4-HMAC-SHA256";

Fault incomplete(std::string message) {
  return {400, "IncompleteSignatureException", std::move(message)};
}

}  // namespace

std::variant<SigV4Authorization, Fault> read_authorization(std::string_view header) {
  header = llm::trimmed(header);
  if (!header.starts_with(kScheme) || header.size() == kScheme.size() ||
      !llm::is_blank(header[kScheme.size()]))
    return incomplete("Unsupported AWS 'algorithm': Authorization must begin with " +
                      std::string(kScheme) + ".");
  std::map<std::string_view, std::string_view> parameters;
  for (std::string_view piece : pieces(header.substr(kScheme.size()), ',')) {
    piece = llm::trimmed(piece);
    const std::size_t equals = std::min(piece.find('='), piece.size());
    parameters[piece.substr(0, equals)] = piece.substr(std::min(equals + 1, piece.size()));
  }
  std::string missing;
  for (const char* name : {"Credential", "Signature", "SignedHeaders"})
    if (parameters[name].empty())
      missing += "Authorization header requires '" + std::string(name) + "' parameter. ";
  if (!missing.empty()) return incomplete(std::string(llm::trimmed(missing)));

  const auto scope = pieces(parameters["Credential"], '/');
  if (scope.size() != 5 || scope[4] != "aws4_request")
    return incomplete(
        "Credential must have exactly 5 slash-delimited elements, e.g. "
        "keyid/date/region/service/aws4_request.");
  SigV4Authorization result{std::string(scope[0]),
                            std::string(scope[1]),
                            std::string(scope[2]),
                            std::string(scope[3]),
                            {},
                            std::string(parameters["Signature"])};
  for (const std::string_view name : pieces(parameters["SignedHeaders"], ';'))
    result.signed_headers.push_back(llm::lower_case(name));
  return result;
}

}  // namespace airmark::tools
