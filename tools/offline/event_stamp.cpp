#include "tools/offline/event_stamp.h"

#include <chrono>

#include "analysis/vocabulary/json_text.h"
#include "realtime/publish/session_name.h"

namespace airmark::tools {
namespace {

/// What events name as the place where the sound was heard.
constexpr const char* kSourceName = "file";

}  // namespace

EventStamp::EventStamp() : session_(realtime::new_session_name()) {}

TagEvent EventStamp::event_of(const FileTurn& turn, TagEventType type, std::int64_t frame) const {
  TagEvent event;
  event.type = type;
  event.session = session_;
  event.frame = frame;
  event.source = kSourceName;
  event.file = turn.path.string();
  return event;
}

TagEvent EventStamp::event(const FileTurn& turn, TagEventType type, const StreamSpan& window,
                           const TagSet& tags, const TagState& state) const {
  TagEvent event = event_of(turn, type, window.end_frame());
  event.id = session_ + "-" + std::to_string(turn.place);
  if (type == TagEventType::Window) event.id += "-" + std::to_string(window.first_frame);
  event.state = state;
  event.tags = tags;
  event.window = window;
  return event;
}

TagEvent EventStamp::alarm(const FileTurn& turn, std::int64_t frame,
                           const std::string& message) const {
  TagEvent event = event_of(turn, TagEventType::Alarm, frame);
  event.message = message;
  return event;
}

std::string EventStamp::line(TagEvent&& event) {
  event.time = std::chrono::system_clock::now();
  event.sequence = ++last_sequence_;
  return json_line(event);
}

}  // namespace airmark::tools
