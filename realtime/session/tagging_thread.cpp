#include "realtime/session/tagging_thread.h"

#include <utility>

#include "realtime/session/timed_tag.h"

namespace airmark::realtime {
namespace {

// The analysis thread looks every few milliseconds and is held up by one window at most.
constexpr std::size_t kAnswerCapacity = 16;

}  // namespace

TaggingThread::TaggingThread(std::unique_ptr<Tagger> tagger, OnFailure on_failure)
    : tagger_(std::move(tagger)), on_failure_(std::move(on_failure)), answers_(kAnswerCapacity) {}

void TaggingThread::start() {
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

void TaggingThread::stop() {
  thread_.request_stop();
  if (thread_.joinable()) thread_.join();
}

void TaggingThread::run(const std::stop_token& stop) {
  while (std::optional<OpenQuestion> question = questions_.take(stop)) {
    Result<TagSet> answer = timed_tag(*tagger_, question->analysis, question->description, stop);
    if (answer) {
      failing_ = false;
      answers_.put({std::move(question->id), question->analysis, std::move(answer).value()});
    } else if (!stop.stop_requested()) {
      report(answer.error().message);
    }
  }
}

void TaggingThread::report(const std::string& message) {
  if (std::exchange(failing_, true)) return;
  on_failure_("the second opinion fails: " + message);
}

}  // namespace airmark::realtime
