#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "llm/model_registry.h"
#include "tools/standin/call_counts.h"
#include "tools/standin/exchange.h"
#include "tools/standin/mishaps.h"
#include "tools/standin/operation.h"
#include "tools/standin/request_check.h"

namespace airmark::tools {

/// Answers in Bedrock's place: checks a request as AWS would, refuses what AWS would refuse, and
/// else gives a canned answer, unless a mishap is due. Requests in, replies out; no sockets.
///
/// Method     operation, then signature, then model and body, then mishaps, then the answer: a
/// wrong
///            request is refused for its own fault and uses up no mishap.
/// Threads    answer() from any number of threads at once.
class Standin {
 public:
  struct Config {
    RequestCheck::Config check;
    std::chrono::seconds clock_offset{0};  ///< How far this clock is ahead of the machine's.
    std::optional<std::string> answer;     ///< Said word for word in place of a made-up answer.
    std::vector<PlannedMishap> mishaps;
    std::uint64_t seed = 1;
    std::chrono::milliseconds slow{10'000};  ///< How long the mishap "slow" holds a reply back.
  };
  using Clock = std::function<std::chrono::system_clock::time_point()>;

  Standin(llm::ModelRegistry registry, Config config, Clock now = std::chrono::system_clock::now);

  StandinReply answer(const ReceivedRequest& request);

 private:
  using Time = std::chrono::system_clock::time_point;

  StandinReply served(const ReceivedRequest& request, const Call& call, Time now);
  StandinReply controlled(const ReceivedRequest& request, const Call& call);
  StandinReply model_answered(const ReceivedRequest& request, const Call& call, Time now);
  StandinReply tokens_counted(const ReceivedRequest& request, const Call& call, Time now);
  StandinReply listed(const Call& call, Time now);
  StandinReply befallen(StandinReply reply, const DrawnMishap& mishap) const;
  DrawnMishap draw(MishapReach reach);

  const llm::ModelRegistry registry_;
  const Config config_;
  const RequestCheck check_;
  const Clock now_;

  std::mutex mutex_;
  // Protected by mutex_.
  MishapPlan plan_;
  CallCounts counts_;
  std::int64_t request_count_ = 0;
};

}  // namespace airmark::tools
