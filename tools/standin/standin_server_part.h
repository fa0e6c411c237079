#pragma once

#include <memory>

#include "tools/standin/standin_server.h"

namespace airmark::tools {

/// What airmark_httplib.so shows: StandinServer::open() without the loading.
struct StandinServerPart {
  static constexpr const char* kName = "airmark_httplib";
  Result<std::unique_ptr<StandinServer>> (*open)(const StandinServer::Config& config,
                                                 StandinServer::Answer answer);
};

}  // namespace airmark::tools
