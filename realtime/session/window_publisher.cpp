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
  tracker_ = analysis::TagTracker(tracking_);
  newest_id_.clear();
}

void WindowPublisher::on_window(const WindowAnalysis& analysis) {
  newest_id_ = events_.session() + "-" + std::to_string(++window_count_);
  Description description = analysis::describe(analysis);
  const TagSet tags = first_answer(analysis, description);
  before_newest_ = tracker_;
  tracker_.update(analysis, tags);
  publish(newest_id_, analysis, tags);
  const bool worth_asking = asks_ && tracker_.state().state != AirState::Silence;
  if (second_opinion_ != nullptr && worth_asking)
    second_opinion_->ask({newest_id_, analysis, std::move(description)});
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
  if (opinion.id == newest_id_) {
    // The better answer takes the place of the first one instead of counting beside it.
    tracker_ = before_newest_;
    tracker_.update(opinion.analysis, opinion.tags);
  }
  publish(opinion.id, opinion.analysis, opinion.tags);
}

void WindowPublisher::publish(const std::string& id, const WindowAnalysis& analysis,
                              const TagSet& tags) {
  TagEvent event;
  event.frame = analysis.window.end_frame();
  event.id = id;
  event.state = tracker_.state();
  event.tags = tags;
  event.window = analysis.window;
  const bool changed = !told_ || told_->state != event.state.state || told_->tag != event.state.tag;
  events_.publish(event);
  if (!changed) return;
  told_ = event.state;
  event.type = TagEventType::State;
  event.window.reset();
  events_.publish(std::move(event));
}

}  // namespace airmark::realtime
