#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

#include "analysis/vocabulary/result.h"
#include "tools/offline/output_item.h"

namespace airmark::tools {

/// Where a job puts what it has to say.
using PutItem = std::function<void(OutputItem)>;

/// One job, by its place in the list. An Error concerns this job only, and so does an exception,
/// which becomes an Internal one.
using Job =
    std::function<Result<Done>(std::size_t place, const PutItem& put, const std::stop_token& stop)>;

/// What became of a list of jobs.
struct BatchOutcome {
  std::size_t done_count = 0;
  std::size_t failed_count = 0;
  std::optional<Error> first_error;  ///< Of the failed job that stands first in the list.
};

/// Works through `job_count` numbered jobs on as many threads as there are `workers`; each thread
/// keeps to its own worker. `sink` receives every item, failures among them, in the order of the
/// jobs; where it returns false nobody listens any more and the batch ends.
///
/// Threads    started and joined inside; `sink` is called from them, one at a time.
/// Guarantee  returns soon after `stop` is requested; jobs not yet begun are not counted.
BatchOutcome run_batch(std::size_t job_count, const std::vector<Job>& workers,
                       const std::function<bool(OutputItem&&)>& sink, std::stop_token stop);

}  // namespace airmark::tools
