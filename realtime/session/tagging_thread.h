#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

#include "analysis/vocabulary/tagger.h"
#include "realtime/session/bounded_queue.h"
#include "realtime/session/latest_value.h"

namespace airmark::realtime {

/// A window that a second opinion is wanted of.
struct OpenQuestion {
  std::string id;  ///< The window's, as published.
  WindowAnalysis analysis;
  Description description;
};

/// What the second tagger said of it.
struct SecondOpinion {
  std::string id;
  WindowAnalysis analysis;
  TagSet tags;
};

/// Asks a slow tagger about the newest window, on a thread of its own, while the feed goes on.
///
/// Threads    ask() and next_answer() from the analysis thread; `on_failure` is called on this one.
/// Guarantee  nobody waits for the tagger: a window that it was too slow for is replaced by the
///            next one and counted. stop() returns as soon as the tagger obeys its stop token.
class TaggingThread {
 public:
  /// A sentence for a person, once per outage and not once per window.
  using OnFailure = std::function<void(const std::string& message)>;

  TaggingThread(std::unique_ptr<Tagger> tagger, OnFailure on_failure);

  void start();
  void stop();

  void ask(OpenQuestion question) { questions_.put(std::move(question)); }
  std::optional<SecondOpinion> next_answer() { return answers_.try_take(); }
  std::int64_t windows_replaced() const { return questions_.replaced_count(); }

 private:
  void run(const std::stop_token& stop);
  void report(const std::string& message);

  std::unique_ptr<Tagger> tagger_;  // this thread only
  OnFailure on_failure_;
  bool failing_ = false;  // this thread only
  LatestValue<OpenQuestion> questions_;
  BoundedQueue<SecondOpinion> answers_;
  std::jthread thread_;  // last: ends before what it uses
};

}  // namespace airmark::realtime
