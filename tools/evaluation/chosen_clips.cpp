#include "tools/evaluation/chosen_clips.h"

#include <iostream>
#include <utility>

#include "tools/evaluation/dataset/findings_text.h"

namespace airmark::tools {

Result<ChosenClips> choose_clips(const Dataset& dataset, const SplitChoice& choice,
                                 std::int64_t job_count, std::stop_token stop) {
  auto check = check_dataset(dataset, {.job_count = job_count}, std::move(stop));
  if (!check) return check.error();
  std::cerr << findings_text(dataset, check.value());
  auto split = choose_split(dataset, check.value(), choice);
  if (!split) return split.error();
  return ChosenClips{std::move(check).value(), std::move(split).value()};
}

}  // namespace airmark::tools
