#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/vocabulary/result.h"

namespace airmark::llm {

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

/// One HTTP request, complete; nothing is remembered between requests.
struct HttpRequest {
  std::string method = "POST";
  std::string url;      ///< Sent byte for byte as it stands: percent-encoding is the caller's.
  HttpHeaders headers;  ///< Host and Content-Length need not be named.
  std::string body;     ///< A GET has none.
  std::chrono::milliseconds timeout{30'000};  ///< The whole exchange, connecting included.
};

/// Whatever the server said, pleasant or not.
struct HttpReply {
  int status = 0;
  HttpHeaders headers;
  std::string body;

  /// The first header of that name, in any case; empty where there is none.
  std::optional<std::string_view> header(std::string_view name) const;
};

/// The network, as this program needs it. A reply with status 500 is a reply; an Error says that no
/// whole reply came: Unavailable (nothing was sent: no such host, cannot connect in time, TLS
/// refused), InputOutput (broken off after the request went out, or no reply that is HTTP and of a
/// decent size), Timeout (the request went out), Refused (stopped), or Internal (a request that
/// cannot be sent as HTTP). Its sentence names the host and never holds a header or a body.
///
/// Threads    send() from any number of threads at once.
/// Guarantee  returns within 200 ms after `stop` is requested.
class HttpTransport {
 public:
  virtual ~HttpTransport() = default;
  virtual Result<HttpReply> send(const HttpRequest& request, std::stop_token stop) = 0;
};

struct CurlTransportConfig {
  std::optional<std::string> certificate_bundle;  ///< AWS_CA_BUNDLE; the system's otherwise.
  std::string user_agent = "airmark";             ///< With the version where the caller knows it.
};

/// libcurl: TLS verified, no redirects, connections kept and reused for less than 300 s, replies
/// of at most 4 MB accepted. http_proxy, https_proxy and no_proxy count, except for this machine
/// itself. A kept connection that the server dropped meanwhile, before it answered a byte, is
/// replaced by a new one and the request sent again, once.
std::unique_ptr<HttpTransport> make_curl_transport(const CurlTransportConfig& config);

}  // namespace airmark::llm
