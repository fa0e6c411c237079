#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

#include "analysis/vocabulary/tagger.h"
#include "realtime/session/bounded_queue.h"
#include "realtime/session/latest_value.h"
#include "realtime/session/outage_watch.h"

namespace airmark::realtime {

/// A window that a second opinion is wanted of.
struct OpenQuestion {
  std::string id;  ///< The window's, as published.
  WindowAnalysis analysis;
  Description description;
  TagSet first_answer;  ///< As published.
};

/// What the second tagger said of it.
struct SecondOpinion {
  std::string id;
  WindowAnalysis analysis;
  TagSet tags;
  bool is_first_answer = false;  ///< It left the first answer as it is and asked nobody.
};

/// Asks a slow tagger about the newest window, on a thread of its own, while the feed goes on.
///
/// Threads    ask() and next_answer() from the analysis thread; `on_outage` is called on this one.
/// Guarantee  nobody waits for the tagger: a window that it was too slow for is replaced by the
///            next one and counted. stop() returns as soon as the tagger obeys its stop token.
class TaggingThread {
 public:
  /// `on_outage` takes sentences for a person: what fails, as OutageWatch has it, and when the
  /// tagger answers again. An answer that was kept from an earlier time, or
  /// is empty and free, ends no outage.
  TaggingThread(std::unique_ptr<Tagger> tagger, OutageWatch::OnNotice on_outage,
                OutageWatch::Clock now = std::chrono::steady_clock::now);

  void start();
  void stop();

  void ask(OpenQuestion question) { questions_.put(std::move(question)); }
  std::optional<SecondOpinion> next_answer() { return answers_.try_take(); }
  std::int64_t windows_replaced() const { return questions_.replaced_count(); }

 private:
  void run(const std::stop_token& stop);
  void take(OpenQuestion question, Result<TagSet> answer);

  std::unique_ptr<Tagger> tagger_;  // this thread only
  OutageWatch outage_;              // this thread only
  LatestValue<OpenQuestion> questions_;
  BoundedQueue<SecondOpinion> answers_;
  std::jthread thread_;  // last: ends before what it uses
};

}  // namespace airmark::realtime
