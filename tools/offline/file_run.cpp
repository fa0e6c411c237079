#include "tools/offline/file_run.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <numeric>
#include <thread>
#include <utility>

#include "tools/common/log.h"
#include "tools/common/progress_line.h"
#include "tools/offline/line_output.h"

namespace airmark::tools {
namespace {

/// Above either, a person may wonder how long it takes.
constexpr std::size_t kManyFiles = 10;
constexpr double kMuchWorkBytes = 200e6;

/// The size of each file, the measure of the work it makes; pipes and what could not be listed
/// count as one byte.
std::vector<double> work_bytes(const std::vector<ListedFile>& files) {
  std::vector<double> sizes;
  for (const ListedFile& file : files) {
    std::error_code unknown;
    const auto size = file ? std::filesystem::file_size(file.value(), unknown) : 0;
    sizes.push_back(unknown ? 1.0 : static_cast<double>(size) + 1.0);
  }
  return sizes;
}

ProgressLine::Config progress_for(const std::vector<double>& work) {
  ProgressLine::Config config;
  config.total_count = work.size();
  config.total_work = std::accumulate(work.begin(), work.end(), 0.0);
  config.shown =
      terminal_redraws() && (work.size() > kManyFiles || config.total_work > kMuchWorkBytes);
  config.coloured = terminal_has_colours();
  return config;
}

/// Turns items into lines and sentences.
class Speaker {
 public:
  Speaker(ProgressLine& progress, bool tells_errors,
          const std::function<std::string(TagEvent&&)>& line_of_event)
      : progress_(progress), tells_errors_(tells_errors), line_of_event_(line_of_event) {}

  /// False where nobody listens any more.
  bool say(OutputItem&& item) {
    bool heard = true;
    progress_.around([&] { heard = std::visit(*this, std::move(item)); });
    return heard;
  }

  bool operator()(OutputLine&& line) { return output_.write(line.text); }
  bool operator()(TagEvent&& event) { return output_.write(line_of_event_(std::move(event))); }
  bool operator()(Notice&& notice) {
    log_notice(notice.sentence);
    return true;
  }
  bool operator()(Error&& error) {
    if (tells_errors_) log_error(error.message);
    return true;
  }

  const std::optional<Error>& output_error() const noexcept { return output_.error(); }

 private:
  ProgressLine& progress_;
  const bool tells_errors_;
  const std::function<std::string(TagEvent&&)>& line_of_event_;
  LineOutput output_{STDOUT_FILENO};
};

Job job_of(const FileWork& work, const std::vector<ListedFile>& files,
           const std::vector<double>& work_bytes, ProgressLine& progress) {
  return [&](std::size_t place, const PutItem& put, const std::stop_token& stop) {
    double told_ratio = 0.0;
    const std::function<void(double)> on_progress = [&](double done_ratio) {
      const double ratio = std::clamp(done_ratio, told_ratio, 1.0);
      progress.advance((ratio - told_ratio) * work_bytes[place]);
      told_ratio = ratio;
    };
    const ListedFile& file = files[place];
    const Result<Done> done =
        file ? work(FileTurn{place, file.value(), put, on_progress, stop}) : file.error();
    on_progress(1.0);
    progress.finish_one();
    return done;
  };
}

Result<ExitCode> conclude(const BatchOutcome& outcome, std::size_t file_count) {
  if (!outcome.first_error) return ExitCode::Done;
  if (file_count == 1) return *outcome.first_error;
  if (outcome.done_count > 0) return ExitCode::SomethingFailed;
  return exit_code_for(outcome.first_error->kind);
}

}  // namespace

std::size_t job_count_for(std::int64_t wanted, std::size_t file_count) {
  const auto cores = std::max(1u, std::thread::hardware_concurrency());
  const std::size_t most = wanted > 0 ? static_cast<std::size_t>(wanted) : cores;
  return std::clamp<std::size_t>(file_count, 1, most);
}

Result<ExitCode> run_over_files(const std::vector<ListedFile>& files,
                                const std::vector<FileWork>& workers, const RunOutput& form,
                                std::stop_token stop) {
  const std::vector<double> work = work_bytes(files);
  ProgressLine progress(progress_for(work), [](std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stderr);
  });
  Speaker speaker(progress, files.size() > 1, form.line_of_event);
  if (form.heading) speaker.say(OutputLine{*form.heading});
  std::vector<Job> jobs;
  for (const FileWork& worker : workers) jobs.push_back(job_of(worker, files, work, progress));
  const BatchOutcome outcome = run_batch(
      files.size(), jobs, [&](OutputItem&& item) { return speaker.say(std::move(item)); },
      std::move(stop));
  if (speaker.output_error()) return *speaker.output_error();
  return conclude(outcome, files.size());
}

}  // namespace airmark::tools
