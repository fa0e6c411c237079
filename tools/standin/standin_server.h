#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <string>

#include "analysis/vocabulary/result.h"
#include "tools/standin/exchange.h"

namespace airmark::tools {

/// HTTP/1.1 around something that turns requests into replies.
///
/// Input      bodies of at most 25 MB, as Bedrock has it; larger ones are answered 413.
/// Threads    open() and serve() belong to one thread; `answer` is called from up to 64 at once,
/// one
///            a connection.
/// Guarantee  serve() returns within a second after `stop` is requested, whoever is connected.
class StandinServer {
 public:
  struct Config {
    std::string host = "127.0.0.1";
    int port = 0;  ///< 0 for any that is free.
  };
  using Answer = std::function<StandinReply(const ReceivedRequest&)>;

  /// Begins to listen. Unavailable, naming host and port, where that cannot be.
  static Result<std::unique_ptr<StandinServer>> open(const Config& config, Answer answer);
  virtual ~StandinServer() = default;

  virtual int port() const = 0;

  /// Serves until `stop` is requested.
  virtual void serve(std::stop_token stop) = 0;
};

}  // namespace airmark::tools
