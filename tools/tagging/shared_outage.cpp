#include "tools/tagging/shared_outage.h"

#include <utility>

namespace airmark::tools {

llm::OnOutage SharedOutage::for_one_thread(Tell tell) {
  return [this, tell = std::move(tell), failing = false](const std::string& message) mutable {
    failing = !failing;
    bool is_news = false;
    {
      const std::lock_guard lock(mutex_);
      failing_count_ += failing ? 1 : -1;
      is_news = failing_count_ == (failing ? 1 : 0);
    }
    if (is_news) tell(message);
  };
}

}  // namespace airmark::tools
