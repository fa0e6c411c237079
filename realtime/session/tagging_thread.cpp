#include "realtime/session/tagging_thread.h"

#include <utility>

#include "realtime/session/timed_tag.h"

namespace airmark::realtime {
namespace {

// The analysis thread looks every few milliseconds and is held up by one window at most.
constexpr std::size_t kAnswerCapacity = 16;

/// The same tagger says the same: a cascade that sees nothing to ask gives back what the local one
/// says.
bool repeats(const TagSet& answer, const TagSet& earlier) {
  return answer.tagger_id == earlier.tagger_id && answer.model == earlier.model &&
         answer.tags == earlier.tags;
}

/// Not kept from an earlier time, nor of silence: a service counted it, or there is no service.
bool is_given_now(const TagSet& answer) {
  if (answer.usage != TokenUsage{}) return true;
  return answer.prompt_version == 0 && !answer.tags.empty();
}

}  // namespace

TaggingThread::TaggingThread(std::unique_ptr<Tagger> tagger, OutageWatch::OnNotice on_outage,
                             OutageWatch::Clock now)
    : tagger_(std::move(tagger)),
      outage_("the second opinion", std::move(on_outage), std::move(now)),
      answers_(kAnswerCapacity) {}

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
    // A call that was given up says nothing of the tagger.
    if (answer || !stop.stop_requested()) take(*std::move(question), std::move(answer));
  }
}

void TaggingThread::take(OpenQuestion question, Result<TagSet> answer) {
  if (!answer) {
    outage_.failed(answer.error());
    return;
  }
  const bool is_first_answer = repeats(answer.value(), question.first_answer);
  // Where nobody was asked, nobody has answered again.
  if (!is_first_answer && is_given_now(answer.value())) outage_.answered();
  answers_.put(
      {std::move(question.id), question.analysis, std::move(answer).value(), is_first_answer});
}

}  // namespace airmark::realtime
