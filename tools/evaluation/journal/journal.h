#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "analysis/vocabulary/result.h"
#include "analysis/vocabulary/tag_set.h"
#include "analysis/vocabulary/window_analysis.h"
#include "llm/policy/sqlite_database.h"
#include "tools/evaluation/journal/run_folder.h"

namespace airmark::tools {

/// All that has to be the same when a run is continued, by name.
using RunOptions = std::map<std::string, std::string>;

/// A clip as the journal knows it: another sound under the same name is another clip, and so is a
/// perturbed one.
struct ClipKey {
  std::string file;
  std::string sha256;             ///< Of its sound as recorded.
  std::string perturbation = {};  ///< Its name; "" as recorded.
};

/// Each result of a run as it comes, in an SQLite file of the output folder, so that a run that was
/// broken off is continued and nothing is measured or paid for twice.
///
/// Threads    any.
/// Guarantee  what was put outlives kill -9.
/// Errors     InputOutput where the disk is full; BadData for a damaged file; both name it.
class Journal {
 public:
  /// Opens or begins the journal of a folder. Configuration where it was begun with other options.
  static Result<std::unique_ptr<Journal>> open(const RunFolder& folder, const RunOptions& options);

  /// Under what name the ledger has the calls of this run: the one that it was begun with, or
  /// `fresh`, which is kept.
  Result<std::string> ledger_run(const std::string& fresh);

  Result<std::optional<std::vector<WindowAnalysis>>> windows(const ClipKey& clip);
  Result<Done> put_windows(const ClipKey& clip, const std::vector<WindowAnalysis>& windows);

  /// The inner Result is what the tagger gave.
  Result<std::optional<Result<TagSet>>> answer(const std::string& tagger, const ClipKey& clip);
  Result<Done> put_answer(const std::string& tagger, const ClipKey& clip,
                          const Result<TagSet>& answer);

 private:
  explicit Journal(llm::SqliteDatabase database) : database_(std::move(database)) {}
  Result<Done> settle_options(const RunFolder& folder, const RunOptions& options);
  Result<Done> put(std::string_view sql, const std::vector<llm::SqlValue>& values);

  std::mutex mutex_;
  llm::SqliteDatabase database_;  // under mutex_
};

}  // namespace airmark::tools
