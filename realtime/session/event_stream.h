#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include "analysis/vocabulary/tag_event.h"
#include "realtime/session/sink_runner.h"

namespace airmark::realtime {

/// Numbers, dates and signs the events of one session, and posts each to all sinks, in the same
/// order everywhere.
///
/// Threads    publish(), alarm() and session() from any thread.
/// Guarantee  sequence numbers are 1, 2, 3 …; never waits for a sink.
class EventStream {
 public:
  /// The runners outlive the stream.
  explicit EventStream(std::vector<SinkRunner*> sinks);

  /// Random, once per object.
  const std::string& session() const noexcept { return session_; }

  /// Names where the feed is heard. What was published before is held back until then. The name is
  /// the one at the start, for the whole session: a server that comes back may know the client by
  /// another one, but a reader that sorts by source is to see one feed.
  void begin(std::string source);

  /// Fills in time, session, sequence and source; in all but window and state events also what is
  /// on the air, and in health and alarm events up to which frame that is known.
  void publish(TagEvent event);

  /// The same for what is told late of an earlier window: it does not take back the frame up to
  /// which the air is known. Requires begin().
  void publish_late(TagEvent event);
  void alarm(const std::string& message);

 private:
  void post(TagEvent event);  // requires mutex_

  const std::string session_;
  const std::vector<SinkRunner*> sinks_;
  std::mutex mutex_;
  // Under mutex_:
  std::string source_;
  bool begun_ = false;
  std::vector<TagEvent> held_back_;
  std::int64_t sequence_ = 0;
  std::int64_t frame_ = 0;
  TagState state_;
};

}  // namespace airmark::realtime
