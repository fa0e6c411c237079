#pragma once

#include <string>

#include "analysis/vocabulary/result.h"
#include "analysis/vocabulary/tag_event.h"

namespace airmark::realtime {

/// One place that tags are published to: standard output, a file, a network peer. May block; each
/// sink runs on a thread of its own behind a BoundedQueue.
class Sink {
 public:
  virtual ~Sink() = default;
  virtual std::string name() const = 0;

  /// Creates what the sink needs (a file, a socket). Called once, before the feed starts.
  virtual Result<Done> open() = 0;
  virtual Result<Done> publish(const TagEvent& event) = 0;
};

}  // namespace airmark::realtime
