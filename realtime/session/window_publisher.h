#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "analysis/classify/tag_tracker.h"
#include "analysis/vocabulary/tagger.h"
#include "realtime/session/event_stream.h"
#include "realtime/session/tagging_thread.h"

namespace airmark::realtime {

/// From an analysed window to what is told: words, the first tagger's answer at once, what is on
/// the air now, and later the second opinion under the same id.
///
/// Threads    one instance belongs to the analysis thread.
class WindowPublisher {
 public:
  /// `second_opinion` may be absent. The first tagger is not interrupted: it answers at once.
  WindowPublisher(Tagger& tagger, TaggingThread* second_opinion, EventStream& events,
                  const analysis::TagTracker::Config& tracking);

  /// A new stream begins: its frames count from zero, and what was heard before says nothing of it.
  void begin_stream();
  void on_window(const WindowAnalysis& analysis);
  /// The session ends: of windows that come from now on, no second opinion is asked, because nobody
  /// would wait for the answer.
  void ask_no_more() noexcept { asks_ = false; }
  /// Publishes the second opinions that have come since the last call.
  void take_answers();

 private:
  TagSet first_answer(const WindowAnalysis& analysis, const Description& description);
  void on_answer(const SecondOpinion& opinion);
  void publish(const std::string& id, const WindowAnalysis& analysis, const TagSet& tags);

  Tagger& tagger_;
  TaggingThread* second_opinion_;
  EventStream& events_;
  const analysis::TagTracker::Config tracking_;
  analysis::TagTracker tracker_;
  analysis::TagTracker before_newest_;  ///< As it was before the newest window.
  std::string newest_id_;
  std::int64_t window_count_ = 0;
  std::optional<TagState> told_;
  bool failing_ = false;
  bool asks_ = true;
};

}  // namespace airmark::realtime
