#pragma once

#include <memory>

#include "llm/transport/http_transport.h"

namespace airmark::llm {

/// What airmark_curl.so shows: make_curl_transport() without the loading.
struct CurlPart {
  static constexpr const char* kName = "airmark_curl";
  std::unique_ptr<HttpTransport> (*make)(const CurlTransportConfig& config);
};

}  // namespace airmark::llm
