#pragma once

#include <chrono>
#include <memory>
#include <stop_token>
#include <string>

#include "llm/providers/chat_model.h"

namespace airmark::llm {

/// The time that policies read and wait for, so that a test can script it.
///
/// Threads    any.
class Waiting {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;

  virtual ~Waiting() = default;
  virtual TimePoint now() = 0;
  /// True once `until` is reached, false as soon as `stop` is requested.
  virtual bool wait_until(TimePoint until, std::stop_token stop) = 0;
};

/// The machine's steady clock; a wait ends within milliseconds after `stop` is requested.
std::shared_ptr<Waiting> real_time();

/// The answer of a policy whose wait for `model` was stopped: nothing is in flight.
CallError stopped_while_waiting(const std::string& model);

}  // namespace airmark::llm
