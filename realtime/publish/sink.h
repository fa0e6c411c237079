#pragma once

#include <stop_token>
#include <string>

#include "analysis/vocabulary/result.h"
#include "analysis/vocabulary/tag_event.h"

namespace airmark::realtime {

/// What became of a published event.
enum class Publication {
  Published,
  Ignored,    ///< The sink has nothing to say of it and has tried nothing.
  ReaderLeft  ///< Nobody will read this sink any more (`airmark live | head`): the session ends.
};

/// One place that tags are published to: standard output, a file, a network peer. May block; each
/// sink runs on a thread of its own behind a BoundedQueue.
class Sink {
 public:
  virtual ~Sink() = default;
  virtual std::string name() const = 0;

  /// Creates what the sink needs (a file, a socket). Called once, before the feed starts.
  virtual Result<Done> open() = 0;

  /// Returns soon after `stop` is requested, published or not.
  virtual Result<Publication> publish(const TagEvent& event, std::stop_token stop) = 0;
};

}  // namespace airmark::realtime
