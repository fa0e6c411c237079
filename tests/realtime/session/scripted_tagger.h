#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <thread>
#include <utility>

#include "analysis/vocabulary/tagger.h"

namespace airmark::testing {

inline TagSet tag_set(const std::string& tag, double probability = 0.9,
                      const std::string& tagger = "scripted") {
  TagSet tags;
  tags.tags = {{tag, probability}};
  tags.confidence = probability;
  tags.tagger_id = tagger;
  return tags;
}

/// A tagger that answers what the test says.
class ScriptedTagger : public Tagger {
 public:
  using Answer = std::function<Result<TagSet>(const WindowAnalysis&, std::stop_token)>;
  explicit ScriptedTagger(Answer answer) : answer_(std::move(answer)) {}
  explicit ScriptedTagger(const TagSet& always)
      : answer_([always](const WindowAnalysis&, const std::stop_token&) { return always; }) {}

  Result<TagSet> tag(const WindowAnalysis& analysis, const Description&,
                     std::stop_token stop) override {
    return answer_(analysis, std::move(stop));
  }

 private:
  Answer answer_;
};

/// Waits until told to stop, as an LLM call does that nobody answers.
inline Result<TagSet> wait_for_stop(const std::stop_token& stop) {
  while (!stop.stop_requested()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  return Error{ErrorKind::Timeout, "The call was given up."};
}

}  // namespace airmark::testing
