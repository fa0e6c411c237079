#include "realtime/session/event_stream.h"

#include <chrono>
#include <utility>

#include "realtime/publish/session_name.h"

namespace airmark::realtime {
namespace {

bool tells_the_air(TagEventType type) {
  return type == TagEventType::Window || type == TagEventType::State;
}

}  // namespace

EventStream::EventStream(std::vector<SinkRunner*> sinks)
    : session_(new_session_name()), sinks_(std::move(sinks)) {}

void EventStream::begin(std::string source) {
  const std::lock_guard lock(mutex_);
  source_ = std::move(source);
  begun_ = true;
  for (TagEvent& event : std::exchange(held_back_, {})) post(std::move(event));
}

void EventStream::publish(TagEvent event) {
  const std::lock_guard lock(mutex_);
  if (begun_)
    post(std::move(event));
  else
    held_back_.push_back(std::move(event));
}

void EventStream::publish_late(TagEvent event) {
  const std::lock_guard lock(mutex_);
  const std::int64_t known_frame = frame_;
  post(std::move(event));
  frame_ = known_frame;
}

void EventStream::alarm(const std::string& message) {
  TagEvent event;
  event.type = TagEventType::Alarm;
  event.message = message;
  publish(std::move(event));
}

void EventStream::post(TagEvent event) {
  event.time = std::chrono::system_clock::now();
  event.session = session_;
  event.sequence = ++sequence_;
  event.source = source_;
  if (tells_the_air(event.type)) {
    frame_ = event.frame;
    state_ = event.state;
  } else {
    if (event.type != TagEventType::Tempo) event.frame = frame_;
    event.state = state_;
  }
  for (SinkRunner* sink : sinks_) sink->post(event);
}

}  // namespace airmark::realtime
