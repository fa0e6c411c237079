#include "llm/policy/waiting.h"

#include <condition_variable>
#include <mutex>

namespace airmark::llm {
namespace {

class RealTime : public Waiting {
 public:
  TimePoint now() override { return std::chrono::steady_clock::now(); }

  bool wait_until(TimePoint until, std::stop_token stop) override {
    std::mutex mutex;
    std::condition_variable_any nobody_notifies;
    std::unique_lock lock(mutex);
    nobody_notifies.wait_until(lock, stop, until, [] { return false; });
    return !stop.stop_requested();
  }
};

}  // namespace

std::shared_ptr<Waiting> real_time() { return std::make_shared<RealTime>(); }

CallError stopped_while_waiting(const std::string& model) {
  CallError stopped;
  stopped.failure = CallFailure::Stopped;
  stopped.error = {ErrorKind::Refused, model + " was not asked: the wait for it was stopped"};
  return stopped;
}

}  // namespace airmark::llm
