#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "analysis/vocabulary/result.h"
#include "tools/common/exit_code.h"
#include "tools/offline/batch.h"
#include "tools/offline/file_list.h"
#include "tools/offline/output_item.h"

namespace airmark::tools {

/// One file whose turn it is.
struct FileTurn {
  std::size_t place = 0;  ///< In the list, from 0.
  const std::filesystem::path& path;
  const PutItem& put;
  const std::function<void(double done_ratio)>& on_progress;  ///< Of this file, 0..1, rising.
  std::stop_token stop;
};
using FileWork = std::function<Result<Done>(const FileTurn&)>;

/// What standard output looks like.
struct RunOutput {
  std::optional<std::string> heading = {};  ///< A first line, also where every file fails.
  std::function<std::string(TagEvent&&)> line_of_event = {};  ///< Where the work puts events.
};

/// How many files are worked on at a time: `wanted`, or one per processor core for 0.
std::size_t job_count_for(std::int64_t wanted, std::size_t file_count);

/// Runs a command over its files, one thread per worker: lines on standard output and sentences on
/// standard error in the order of the list, a progress line on a terminal where there is much to
/// do. What could not be listed fails in its place, as a file does.
/// Output     Done; SomethingFailed where some files failed and others did not; the code of the
///            first failure where all did. A single file's failure is returned as the Error.
Result<ExitCode> run_over_files(const std::vector<ListedFile>& files,
                                const std::vector<FileWork>& workers, const RunOutput& form,
                                std::stop_token stop);

}  // namespace airmark::tools
