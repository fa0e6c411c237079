#pragma once

#include <cstdint>
#include <string>

#include "analysis/vocabulary/tag_event.h"
#include "tools/offline/file_run.h"

namespace airmark::tools {

/// Makes the events of one run over files, and numbers and dates them when they are put out.
///
/// Threads    event() and alarm() from any; line() from one at a time.
class EventStamp {
 public:
  EventStamp();

  TagEvent event(const FileTurn& turn, TagEventType type, const StreamSpan& window,
                 const TagSet& tags, const TagState& state) const;
  /// About a file of which `frame` frames were tagged so far.
  TagEvent alarm(const FileTurn& turn, std::int64_t frame, const std::string& message) const;

  std::string line(TagEvent&& event);

 private:
  TagEvent event_of(const FileTurn& turn, TagEventType type, std::int64_t frame) const;

  const std::string session_;
  std::int64_t last_sequence_ = 0;
};

}  // namespace airmark::tools
