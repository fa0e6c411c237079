#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "analysis/classify/tag_tracker.h"
#include "analysis/vocabulary/tagger.h"
#include "realtime/session/event_stream.h"
#include "realtime/session/outage_watch.h"
#include "realtime/session/tagging_thread.h"

namespace airmark::realtime {

/// From an analysed window to what is told: words, the first tagger's answer at once, what is on
/// the air now, and later the second opinion under the same id.
///
/// Method     what is on the air follows the second opinion of the newest window; a later one is
///            published and changes nothing. A first answer that was overruled in the last window
///            is taken as overruled in this one, too, until the second opinion of it comes: two
///            taggers that disagree do not take turns on the air.
/// Threads    one instance belongs to the analysis thread.
class WindowPublisher {
 public:
  /// `second_opinion` may be absent. The first tagger is not interrupted: it answers at once.
  WindowPublisher(Tagger& tagger, TaggingThread* second_opinion, EventStream& events,
                  const analysis::TagTracker::Config& tracking);

  /// A new stream begins: its frames count from zero, and what was heard before says nothing of it.
  void begin_stream();
  void on_window(const WindowAnalysis& analysis);

  /// The feed has stopped: what was heard last is on the air no longer. Windows that come until
  /// heard_again() were heard before that, and are published without changing it.
  void nothing_heard();
  void heard_again() noexcept { heard_ = true; }

  /// The session ends: of windows that come from now on, no second opinion is asked, because nobody
  /// would wait for the answer.
  void ask_no_more() noexcept { asks_ = false; }
  /// Publishes the second opinions that have come since the last call, where they say anything new.
  void take_answers();

 private:
  /// What the second opinion made of a first answer.
  struct Overruling {
    std::string first_tag;
    TagSet tags;
  };

  void forget();
  TagSet first_answer(const WindowAnalysis& analysis, const Description& description);
  void track(const std::string& id, const WindowAnalysis& analysis, const TagSet& tags);
  void on_answer(const SecondOpinion& opinion);
  void believe(const SecondOpinion& opinion);
  TagEvent event_of(const std::string& id, const WindowAnalysis& analysis,
                    const TagSet& tags) const;
  void publish_state(TagEvent event);

  Tagger& tagger_;
  TaggingThread* second_opinion_;
  EventStream& events_;
  const analysis::TagTracker::Config tracking_;
  analysis::TagTracker tracker_;
  analysis::TagTracker before_newest_;    ///< As it was before the newest window.
  std::string newest_id_;                 ///< Empty where no window counts for what is on the air.
  std::string newest_tag_;                ///< The first answer's to the newest window.
  std::optional<Overruling> overruling_;  ///< Of the newest window.
  std::int64_t newest_frame_ = 0;         ///< Where the last window ended.
  std::int64_t window_count_ = 0;
  std::optional<TagState> told_;
  OutageWatch outage_;
  bool asks_ = true;
  bool heard_ = true;
};

}  // namespace airmark::realtime
