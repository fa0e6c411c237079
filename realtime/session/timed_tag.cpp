#include "realtime/session/timed_tag.h"

#include <chrono>
#include <utility>

namespace airmark::realtime {
namespace {

void take_tags_away(TagSet& tags) {
  if (!tags.tags.empty()) tags.reasoning = "Nothing is audible.";
  tags.tags.clear();
  tags.confidence = 0.0;
  tags.key_indicators.clear();
  tags.components.clear();
}

}  // namespace

Result<TagSet> timed_tag(Tagger& tagger, const WindowAnalysis& analysis,
                         const Description& description, std::stop_token stop) {
  const auto start = std::chrono::steady_clock::now();
  Result<TagSet> answer = tagger.tag(analysis, description, std::move(stop));
  if (!answer) return answer;
  answer.value().latency = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - start);
  if (is_silent(analysis)) take_tags_away(answer.value());
  return answer;
}

}  // namespace airmark::realtime
