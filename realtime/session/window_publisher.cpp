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
      before_newest_(tracker_),
      outage_("the tagger", [&events](const std::string& message) { events.alarm(message); }) {}

void WindowPublisher::begin_stream() {
  forget();
  newest_frame_ = 0;
}

void WindowPublisher::forget() {
  tracker_ = analysis::TagTracker(tracking_);
  newest_id_.clear();
  overruling_.reset();
}

void WindowPublisher::on_window(const WindowAnalysis& analysis) {
  const std::string id = events_.session() + "-" + std::to_string(++window_count_);
  Description description = analysis::describe(analysis);
  const TagSet tags = first_answer(analysis, description);
  newest_frame_ = analysis.window.end_frame();
  if (heard_) track(id, analysis, tags);
  const TagEvent event = event_of(id, analysis, tags);
  events_.publish(event);
  publish_state(event);
  const bool worth_asking = asks_ && tracker_.state().state != AirState::Silence;
  if (second_opinion_ != nullptr && worth_asking)
    second_opinion_->ask({id, analysis, std::move(description), tags});
}

void WindowPublisher::track(const std::string& id, const WindowAnalysis& analysis,
                            const TagSet& tags) {
  newest_id_ = id;
  newest_tag_ = first_tag(tags);
  before_newest_ = tracker_;
  const std::optional<Overruling> last = std::exchange(overruling_, std::nullopt);
  tracker_.update(analysis, last && last->first_tag == newest_tag_ ? last->tags : tags);
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
  if (!answer) {
    outage_.failed(answer.error());
    return {};
  }
  outage_.answered();
  return std::move(answer).value();
}

void WindowPublisher::on_answer(const SecondOpinion& opinion) {
  const bool is_newest = opinion.id == newest_id_;
  if (is_newest) believe(opinion);
  const TagEvent event = event_of(opinion.id, opinion.analysis, opinion.tags);
  if (!opinion.is_first_answer) {
    if (is_newest)
      events_.publish(event);
    else
      events_.publish_late(event);
  }
  if (is_newest) publish_state(event);
}

void WindowPublisher::believe(const SecondOpinion& opinion) {
  // The better answer takes the place of the first one instead of counting beside it.
  tracker_ = before_newest_;
  tracker_.update(opinion.analysis, opinion.tags);
  if (first_tag(opinion.tags) != newest_tag_) overruling_ = {newest_tag_, opinion.tags};
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
