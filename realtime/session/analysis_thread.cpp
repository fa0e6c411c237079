#include "realtime/session/analysis_thread.h"

#include <chrono>
#include <utility>

namespace airmark::realtime {
namespace {

// Two chunks at 48 kHz: soon enough, and next to nothing to do in between.
constexpr std::chrono::milliseconds kPollPeriod{5};

}  // namespace

AnalysisThread::AnalysisThread(ChunkQueue& chunks, StreamReader& reader, WindowPublisher& publisher,
                               TempoPublisher& tempo, std::chrono::milliseconds nothing_heard_after,
                               std::function<void()> on_end)
    : chunks_(chunks),
      reader_(reader),
      publisher_(publisher),
      tempo_(tempo),
      nothing_heard_after_(nothing_heard_after),
      on_end_(std::move(on_end)) {}

void AnalysisThread::start() {
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

void AnalysisThread::stop() {
  thread_.request_stop();
  if (thread_.joinable()) thread_.join();
}

void AnalysisThread::run(const std::stop_token& stop) {
  AudioChunk chunk;
  last_heard_ = Clock::now();
  while (true) {
    publisher_.take_answers();
    // Asked before the queue is: whatever was written before the stop is then still read.
    const bool stopping = stop.stop_requested();
    if (chunks_.try_read(chunk)) {
      if (push(chunk)) continue;
      on_end_();
      break;
    }
    if (stopping) break;
    watch_for_an_outage();
    std::this_thread::sleep_for(kPollPeriod);
  }
  publisher_.ask_no_more();
  reader_.finish();
}

// What the first chunk after an outage completes was heard before it: heard again is what follows.
bool AnalysisThread::push(const AudioChunk& chunk) {
  const bool goes_on = reader_.push(chunk);
  publisher_.heard_again();
  last_heard_ = Clock::now();
  hears_ = true;
  return goes_on;
}

void AnalysisThread::watch_for_an_outage() {
  if (!hears_ || Clock::now() - last_heard_ < nothing_heard_after_) return;
  hears_ = false;
  publisher_.nothing_heard();
  tempo_.nothing_heard();
}

}  // namespace airmark::realtime
