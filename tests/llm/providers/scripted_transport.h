#pragma once

#include <algorithm>
#include <deque>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "llm/transport/http_transport.h"

namespace airmark::llm::testing {

inline HttpReply reply_of(int status, std::string body, HttpHeaders headers = {}) {
  return {status, std::move(headers), std::move(body)};
}

/// A network whose answers a test has written: one after the other, the last one for ever.
class ScriptedTransport final : public HttpTransport {
 public:
  explicit ScriptedTransport(std::vector<Result<HttpReply>> answers)
      : answers_(answers.begin(), answers.end()) {}

  Result<HttpReply> send(const HttpRequest& request, std::stop_token stop) override {
    const std::lock_guard lock(mutex_);
    if (stop.stop_requested()) return Error{ErrorKind::Refused, "stopped"};
    requests_.push_back(request);
    Result<HttpReply> answer = answers_.front();
    if (answers_.size() > 1) answers_.pop_front();
    return answer;
  }

  std::vector<HttpRequest> requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
  }

 private:
  mutable std::mutex mutex_;
  std::deque<Result<HttpReply>> answers_;
  std::vector<HttpRequest> requests_;
};

/// The value of a request's header; empty where it has none.
inline std::string header_of(const HttpRequest& request, const std::string& name) {
  const auto found = std::ranges::find(request.headers, name, &HttpHeaders::value_type::first);
  return found == request.headers.end() ? "" : found->second;
}

}  // namespace airmark::llm::testing
