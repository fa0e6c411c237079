#include "tools/offline/batch.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

#include "tools/offline/ordered_handover.h"

namespace airmark::tools {
namespace {

/// Jobs that may be finished before the first one is: enough that one long file among short ones
/// holds nobody up, few enough that what they said fits in memory.
constexpr std::size_t kLookAheadPerWorker = 256;

/// An exception concerns the job that threw it; out of a thread, it would end the program.
Result<Done> run_guarded(const Job& job, std::size_t place, const PutItem& put,
                         const std::stop_token& stop) {
  try {
    return job(place, put, stop);
  } catch (const std::exception& exception) {
    return Error{ErrorKind::Internal, std::string("internal error: ") + exception.what()};
  }
}

/// A batch while it runs.
class Batch {
 public:
  Batch(std::size_t job_count, std::size_t worker_count,
        const std::function<bool(OutputItem&&)>& sink)
      : job_count_(job_count),
        handover_(kLookAheadPerWorker * worker_count, [this, &sink](OutputItem&& item) {
          if (!sink(std::move(item))) end();
        }) {}

  void end() { ending_.request_stop(); }

  void work(const Job& job) {
    const std::stop_token stop = ending_.get_token();
    for (;;) {
      const std::size_t place = next_++;
      if (place >= job_count_ || stop.stop_requested()) return;
      if (!handover_.admit(place, stop)) return;
      const auto put = [&](OutputItem item) { handover_.put(place, std::move(item)); };
      record(place, run_guarded(job, place, put, stop), stop);
      handover_.close(place);
    }
  }

  BatchOutcome outcome() const { return outcome_; }

 private:
  void record(std::size_t place, const Result<Done>& result, const std::stop_token& stop) {
    if (!result && stop.stop_requested()) return;  // broken off, not broken
    if (!result) handover_.put(place, result.error());
    const std::lock_guard lock(mutex_);
    if (result) {
      ++outcome_.done_count;
      return;
    }
    ++outcome_.failed_count;
    if (outcome_.first_error && first_failed_place_ < place) return;
    outcome_.first_error = result.error();
    first_failed_place_ = place;
  }

  const std::size_t job_count_;
  std::stop_source ending_;
  OrderedHandover<OutputItem> handover_;
  std::atomic<std::size_t> next_{0};

  // Protected by mutex_.
  std::mutex mutex_;
  BatchOutcome outcome_;
  std::size_t first_failed_place_ = 0;
};

}  // namespace

BatchOutcome run_batch(std::size_t job_count, const std::vector<Job>& workers,
                       const std::function<bool(OutputItem&&)>& sink, std::stop_token stop) {
  Batch batch(job_count, workers.size(), sink);
  {
    const std::stop_callback forward_stop(stop, [&batch] { batch.end(); });
    std::vector<std::jthread> threads;
    for (std::size_t n = 0; n < std::min(workers.size(), job_count); ++n)
      threads.emplace_back([&batch, &workers, n] { batch.work(workers[n]); });
  }
  return batch.outcome();
}

}  // namespace airmark::tools
