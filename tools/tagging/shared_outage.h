#pragma once

#include <functional>
#include <mutex>
#include <string>

#include "llm/taggers/outage.h"

namespace airmark::tools {

/// An outage concerns every thread that asks the same service, and is told once: by the thread that
/// meets it first, and by the last one that is answered again.
///
/// Threads    each OnOutage belongs to one thread; any number of them at once.
class SharedOutage {
 public:
  using Tell = std::function<void(const std::string& message)>;

  /// What one thread's fallback tagger is given. It calls in turn: fails, answers again, fails, …
  /// Requires that this object outlives it.
  llm::OnOutage for_one_thread(Tell tell);

 private:
  std::mutex mutex_;
  int failing_count_ = 0;  // under mutex_: threads whose tagger fails
};

}  // namespace airmark::tools
