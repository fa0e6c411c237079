#include "tools/evaluation/dataset/dataset_check.h"

#include <algorithm>
#include <mutex>

#include "analysis/classify/training_clip.h"
#include "tools/evaluation/dataset/dataset_findings.h"
#include "tools/offline/batch.h"
#include "tools/offline/file_run.h"

namespace airmark::tools {
namespace {

/// Empty where it was stopped.
Result<std::optional<SoundChecksum>> checksum_of(const Clip& clip, const std::stop_token& stop) {
  Result<std::unique_ptr<SoundSource>> source = open_sound_file(clip.path);
  if (!source) return source.error();
  return sound_checksum(*source.value(), clip.path.string(), stop);
}

}  // namespace

Result<DatasetCheck> check_dataset(const Dataset& dataset, const CheckRun& run,
                                   std::stop_token stop) {
  DatasetCheck check;
  check.sounds.resize(dataset.clips.size());
  std::vector<std::optional<Error>> failures(dataset.clips.size());
  std::mutex progress_mutex;
  std::size_t done_count = 0;
  const Job job = [&](std::size_t place, const PutItem&, const std::stop_token& batch_stop) {
    auto sound = checksum_of(dataset.clips[place], batch_stop);
    if (sound)
      check.sounds[place] = std::move(sound).value();
    else
      failures[place] = sound.error();
    const std::lock_guard lock(progress_mutex);
    if (run.on_progress) run.on_progress(++done_count);
    return Result<Done>(Done{});
  };
  const std::vector<Job> workers(job_count_for(run.job_count, dataset.clips.size()), job);
  const auto outcome = run_batch(
      dataset.clips.size(), workers, [](OutputItem&&) { return true; }, stop);
  if (stop.stop_requested())
    return Error{ErrorKind::Timeout, "stopped before the dataset was checked"};
  if (outcome.first_error) return *outcome.first_error;
  check.first_of = first_of_each_recording(dataset, check.sounds);
  check.findings = dataset_findings(dataset, check, failures);
  return check;
}

std::string dataset_sha256(const Dataset& dataset, const DatasetCheck& check) {
  std::string lines;
  for (std::size_t c = 0; c < dataset.clips.size(); ++c)
    lines += dataset.clips[c].file + '\t' +
             (check.sounds[c] ? check.sounds[c]->sha256 : "unreadable") + '\n';
  return analysis::sha256_hex(lines);
}

}  // namespace airmark::tools
