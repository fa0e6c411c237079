#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <string>

#include "analysis/vocabulary/result.h"
#include "realtime/session/outage_watch.h"

namespace airmark::tools {

/// Takes a sentence for a person.
using Tell = std::function<void(const std::string& message)>;

/// What becomes of the questions to a language model over all threads of a run: an outage concerns
/// them all and is told once, by the thread that meets it, as realtime::OutageWatch has it.
///
/// Threads    any.
class AnswerWatch {
 public:
  /// `tagger` begins each sentence.
  explicit AnswerWatch(const std::string& tagger);

  /// `over_ceiling`: the owner wants no more spent, and nothing is amiss. An empty `tell` is told
  /// nothing.
  void failed(const Error& error, bool over_ceiling, const Tell& tell);
  /// The service has answered, and not a cache.
  void answered(const Tell& tell);

  /// Something else is amiss that the run's exit code is to tell.
  void note_fault();
  /// How often something was amiss.
  std::int64_t fault_count() const;

 private:
  mutable std::mutex mutex_;
  // Under mutex_:
  std::int64_t fault_count_ = 0;
  const Tell* tell_ = nullptr;  // of the call that is under way
  realtime::OutageWatch outage_;
};

}  // namespace airmark::tools
