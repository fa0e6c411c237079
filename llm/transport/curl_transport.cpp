#include <utility>

#include "analysis/vocabulary/loaded_part.h"
#include "llm/transport/curl_part.h"
#include "llm/transport/http_transport.h"

namespace airmark::llm {
namespace {

/// Says at each request why libcurl could not be loaded.
class MissingTransport : public HttpTransport {
 public:
  explicit MissingTransport(Error error) : error_(std::move(error)) {}
  Result<HttpReply> send(const HttpRequest&, std::stop_token) override { return error_; }

 private:
  const Error error_;
};

}  // namespace

std::unique_ptr<HttpTransport> make_curl_transport(const CurlTransportConfig& config) {
  const auto curl = loaded<CurlPart>();
  if (!curl) return std::make_unique<MissingTransport>(curl.error());
  return curl.value()->make(config);
}

}  // namespace airmark::llm
