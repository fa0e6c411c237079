#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

#include "realtime/publish/sink.h"
#include "realtime/session/bounded_queue.h"

namespace airmark::realtime {

/// Gives a sink a thread and a queue of its own, so that one that is slow or broken holds up
/// neither the analysis nor another sink.
///
/// Threads    post() from any thread; the rest from the owner's. The callbacks come from this
///            sink's thread.
class SinkRunner {
 public:
  struct Callbacks {
    /// A sentence for a person: the sink fails (once per outage) or was too slow for all events.
    std::function<void(const std::string& message)> on_trouble;
    std::function<void()> on_reader_left;
  };

  SinkRunner(std::unique_ptr<Sink> sink, Callbacks callbacks);

  Result<Done> open() { return sink_->open(); }
  void start();
  void post(TagEvent event) { queue_.put(std::move(event)); }

  /// No more events will be posted.
  void close() { queue_.put(std::nullopt); }
  /// Waits until what was posted is published, but at `deadline` gives up and stops the sink.
  void join(std::chrono::steady_clock::time_point deadline);

  /// After join(): why the last event that the sink had to publish was not; empty where it was.
  const std::optional<Error>& failure() const noexcept { return failure_; }

 private:
  void run(const std::stop_token& stop);
  std::optional<TagEvent> next_event(const std::stop_token& stop);
  bool publish(const TagEvent& event, const std::stop_token& stop);
  void note(const Error& error);
  void tell_dropped();

  std::unique_ptr<Sink> sink_;
  Callbacks callbacks_;
  BoundedQueue<std::optional<TagEvent>> queue_;  // ends with an empty one
  std::optional<Error> failure_;                 // this sink's thread until join()
  std::int64_t told_dropped_count_ = 0;          // this sink's thread
  std::promise<void> ended_;
  std::jthread thread_;  // last: ends before what it uses
};

}  // namespace airmark::realtime
