#pragma once

#include <chrono>
#include <functional>
#include <stop_token>
#include <thread>

#include "realtime/capture/chunk_queue.h"
#include "realtime/session/stream_reader.h"
#include "realtime/session/tempo_publisher.h"
#include "realtime/session/window_publisher.h"

namespace airmark::realtime {

/// Reads the capture's queue and does all that follows at once: recording, analysis, the first
/// tags. Looks into the queue every few milliseconds, so that the JACK thread need not wake it.
///
/// Threads    start() and stop() from the owner's; the reader and the publishers belong to this
///            thread in between.
class AnalysisThread {
 public:
  /// What is referred to outlives the thread. `on_end` is called once the duration has passed.
  /// Where no chunk comes for `nothing_heard_after`, the publishers are told, once per outage.
  AnalysisThread(ChunkQueue& chunks, StreamReader& reader, WindowPublisher& publisher,
                 TempoPublisher& tempo, std::chrono::milliseconds nothing_heard_after,
                 std::function<void()> on_end);

  void start();

  /// Reads what is left in the queue, finishes the open window and ends. Requires that the capture
  /// has stopped.
  void stop();

 private:
  using Clock = std::chrono::steady_clock;

  void run(const std::stop_token& stop);
  bool push(const AudioChunk& chunk);
  void watch_for_an_outage();

  ChunkQueue& chunks_;
  StreamReader& reader_;
  WindowPublisher& publisher_;
  TempoPublisher& tempo_;
  const std::chrono::milliseconds nothing_heard_after_;
  std::function<void()> on_end_;
  Clock::time_point last_heard_;  // this thread only
  bool hears_ = true;             // this thread only
  std::jthread thread_;
};

}  // namespace airmark::realtime
