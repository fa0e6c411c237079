#include "tools/tagging/answer_watch.h"

namespace airmark::tools {

AnswerWatch::AnswerWatch(const std::string& tagger)
    : outage_(tagger, [this](const std::string& message) { (*tell_)(message); }) {}

void AnswerWatch::failed(const Error& error, bool over_ceiling, const Tell& tell) {
  const std::lock_guard lock(mutex_);
  if (!over_ceiling) ++fault_count_;
  if (!tell) return;
  tell_ = &tell;
  outage_.failed({error.kind, error.message + "; the local tagger answers in its place"});
}

void AnswerWatch::answered(const Tell& tell) {
  const std::lock_guard lock(mutex_);
  if (!tell) return;
  tell_ = &tell;
  outage_.answered();
}

void AnswerWatch::note_fault() {
  const std::lock_guard lock(mutex_);
  ++fault_count_;
}

std::int64_t AnswerWatch::fault_count() const {
  const std::lock_guard lock(mutex_);
  return fault_count_;
}

}  // namespace airmark::tools
