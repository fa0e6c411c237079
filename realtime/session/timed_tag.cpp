#include "realtime/session/timed_tag.h"

#include <chrono>
#include <utility>

namespace airmark::realtime {

Result<TagSet> timed_tag(Tagger& tagger, const WindowAnalysis& analysis,
                         const Description& description, std::stop_token stop) {
  const auto start = std::chrono::steady_clock::now();
  Result<TagSet> answer = tagger.tag(analysis, description, std::move(stop));
  if (answer) {
    answer.value().latency = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now() - start);
  }
  return answer;
}

}  // namespace airmark::realtime
