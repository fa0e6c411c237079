#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "realtime/publish/sink.h"

namespace airmark::testing {

/// What a sink was given; outlives the sink.
class Collected {
 public:
  void add(const TagEvent& event) {
    const std::lock_guard lock(mutex_);
    events_.push_back(event);
  }
  std::vector<TagEvent> events() const {
    const std::lock_guard lock(mutex_);
    return events_;
  }
  std::vector<TagEvent> of(TagEventType type) const {
    std::vector<TagEvent> result;
    for (const TagEvent& event : events())
      if (event.type == type) result.push_back(event);
    return result;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<TagEvent> events_;
};

/// Keeps every event; what it answers, and how long it takes, is up to the test.
class CollectingSink : public realtime::Sink {
 public:
  using Answer =
      std::function<Result<realtime::Publication>(const TagEvent&, const std::stop_token&)>;

  explicit CollectingSink(
      std::shared_ptr<Collected> collected,
      Answer answer = [](const TagEvent&,
                         const std::stop_token&) { return realtime::Publication::Published; })
      : collected_(std::move(collected)), answer_(std::move(answer)) {}

  std::string name() const override { return "collecting sink"; }
  Result<Done> open() override { return Done{}; }
  Result<realtime::Publication> publish(const TagEvent& event, std::stop_token stop) override {
    collected_->add(event);
    return answer_(event, stop);
  }

 private:
  std::shared_ptr<Collected> collected_;
  Answer answer_;
};

}  // namespace airmark::testing
