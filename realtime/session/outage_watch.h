#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <set>
#include <string>

#include "analysis/vocabulary/result.h"

namespace airmark::realtime {

/// Decides what a person is told of something that fails window after window: each kind of failure
/// once per outage, and its end.
///
/// Method     failures are alike that have one ErrorKind and one cause: the words after the
///            sentence's last colon, or all of them. So it makes no difference what is done about
///            the cause ("… is left alone, asked again in 30 s: CAUSE"). All words that hold a
///            digit (times, amounts, numbers of requests) count as the same.
/// Guarantee  at most one failure a minute is told, and sixteen in one outage. One that comes too
///            soon is told when it comes again; an outage of which nothing was told ends untold.
/// Threads    none inside; one instance belongs to one thread.
class OutageWatch {
 public:
  using OnNotice = std::function<void(const std::string& message)>;
  using Clock = std::function<std::chrono::steady_clock::time_point()>;

  /// `subject` begins each sentence: "the second opinion" fails, and answers again.
  OutageWatch(std::string subject, OnNotice on_notice, Clock now = std::chrono::steady_clock::now);

  void failed(const Error& error);
  void answered();

 private:
  const std::string subject_;
  const OnNotice on_notice_;
  const Clock now_;
  std::set<std::string> told_;  // of this outage
  std::optional<std::chrono::steady_clock::time_point> last_told_;
};

}  // namespace airmark::realtime
