#include "realtime/session/window_publisher.h"

#include <utility>

#include "analysis/describe/describer.h"
#include "realtime/session/timed_tag.h"

namespace airmark::realtime {

WindowPublisher::WindowPublisher(Tagger& tagger, TaggingThread* second_opinion, EventStream& events,
                                 const analysis::TagTracker::Config& tracking)
    : tagger_(tagger),
      second_opinion_(second_opinion),
      events_(events),
      tracking_(tracking),
      tracker_(tracking),
      before_newest_(tracker_) {}

void WindowPublisher::begin_stream() {
  forget();
  newest_frame_ = 0;
}

void WindowPublisher::forget() {
  tracker_ = analysis::TagTracker(tracking_);
  newest_id_.clear();
}

void WindowPublisher::on_window(const WindowAnalysis& analysis) {
  const std::string id = events_.session() + "-" + std::to_string(++window_count_);
  Description description = analysis::describe(analysis);
  const TagSet tags = first_answer(analysis, description);
  newest_frame_ = analysis.window.end_frame();
  if (heard_) {
    newest_id_ = id;
    before_newest_ = tracker_;
    tracker_.update(analysis, tags);
  }
  const TagEvent event = event_of(id, analysis, tags);
  events_.publish(event);
  publish_state(event);
  const bool worth_asking = asks_ && tracker_.state().state != AirState::Silence;
  if (second_opinion_ != nullptr && worth_asking)
    second_opinion_->ask({id, analysis, std::move(description)});
}

void WindowPublisher::nothing_heard() {
  heard_ = false;
  forget();
  if (!told_) return;
  TagEvent event;
  event.frame = newest_frame_;
  event.state.since_frame = newest_frame_;
  publish_state(std::move(event));
}

void WindowPublisher::take_answers() {
  if (second_opinion_ == nullptr) return;
  while (const std::optional<SecondOpinion> opinion = second_opinion_->next_answer())
    on_answer(*opinion);
}

TagSet WindowPublisher::first_answer(const WindowAnalysis& analysis,
                                     const Description& description) {
  Result<TagSet> answer = timed_tag(tagger_, analysis, description, {});
  const bool failed_before = std::exchange(failing_, !answer);
  if (answer) return std::move(answer).value();
  if (!failed_before) events_.alarm("the tagger fails: " + answer.error().message);
  return {};
}

void WindowPublisher::on_answer(const SecondOpinion& opinion) {
  if (opinion.id != newest_id_) {
    events_.publish_late(event_of(opinion.id, opinion.analysis, opinion.tags));
    return;
  }
  // The better answer takes the place of the first one instead of counting beside it.
  tracker_ = before_newest_;
  tracker_.update(opinion.analysis, opinion.tags);
  const TagEvent event = event_of(opinion.id, opinion.analysis, opinion.tags);
  events_.publish(event);
  publish_state(event);
}

TagEvent WindowPublisher::event_of(const std::string& id, const WindowAnalysis& analysis,
                                   const TagSet& tags) const {
  TagEvent event;
  event.frame = analysis.window.end_frame();
  event.id = id;
  event.state = tracker_.state();
  event.tags = tags;
  event.window = analysis.window;
  return event;
}

void WindowPublisher::publish_state(TagEvent event) {
  if (told_ && told_->state == event.state.state && told_->tag == event.state.tag) return;
  told_ = event.state;
  event.type = TagEventType::State;
  event.window.reset();
  events_.publish(std::move(event));
}

}  // namespace airmark::realtime
