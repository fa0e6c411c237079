#include "realtime/session/sink_runner.h"

#include <pthread.h>
#include <signal.h>

#include <cstddef>
#include <utility>

namespace airmark::realtime {
namespace {

// A window and a change of state every ten seconds fill this in twenty minutes.
constexpr std::size_t kQueuedEvents = 256;

// A reader that left shall be an error of write(), not a signal that ends the program.
void block_sigpipe_on_this_thread() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

}  // namespace

SinkRunner::SinkRunner(std::unique_ptr<Sink> sink, Callbacks callbacks)
    : sink_(std::move(sink)), callbacks_(std::move(callbacks)), queue_(kQueuedEvents) {}

void SinkRunner::start() {
  thread_ = std::jthread([this](const std::stop_token& stop) {
    run(stop);
    ended_.set_value();
  });
}

void SinkRunner::join(std::chrono::steady_clock::time_point deadline) {
  if (!thread_.joinable()) return;
  ended_.get_future().wait_until(deadline);
  thread_.request_stop();
  thread_.join();
}

void SinkRunner::run(const std::stop_token& stop) {
  block_sigpipe_on_this_thread();
  while (const std::optional<TagEvent> event = next_event(stop))
    if (!publish(*event, stop)) return;
}

std::optional<TagEvent> SinkRunner::next_event(const std::stop_token& stop) {
  if (stop.stop_requested()) return std::nullopt;
  std::optional<std::optional<TagEvent>> next = queue_.try_take();
  const bool caught_up = !next || !*next;  // nothing waits, or only the end
  if (caught_up) tell_dropped();
  if (!next) next = queue_.take(stop);
  return next.value_or(std::nullopt);
}

bool SinkRunner::publish(const TagEvent& event, const std::stop_token& stop) {
  const Result<Publication> result = sink_->publish(event, stop);
  if (!result) {
    note(result.error());
    return true;
  }
  // An event that the sink ignored says nothing of whether it works again.
  if (result.value() == Publication::Published) failure_.reset();
  if (result.value() != Publication::ReaderLeft) return true;
  callbacks_.on_reader_left();
  return false;
}

// Told once the sink has caught up: said earlier, the sentence would itself push out an event.
void SinkRunner::tell_dropped() {
  const std::int64_t dropped_count = queue_.dropped_count();
  if (dropped_count == told_dropped_count_) return;
  callbacks_.on_trouble(sink_->name() +
                        " was too slow: " + std::to_string(dropped_count - told_dropped_count_) +
                        " events were not published there");
  told_dropped_count_ = dropped_count;
}

void SinkRunner::note(const Error& error) {
  const bool outage_begins = !failure_;
  failure_ = error;
  if (outage_begins) callbacks_.on_trouble(error.message);
}

}  // namespace airmark::realtime
