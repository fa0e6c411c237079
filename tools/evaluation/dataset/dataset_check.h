#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "analysis/vocabulary/result.h"
#include "tools/evaluation/dataset/dataset.h"
#include "tools/evaluation/dataset/sound_checksum.h"

namespace airmark::tools {

/// What may be wrong with a dataset, in the order in which it is told. The last four concern
/// datasets that are named as GTZAN's (gtzan_clips.h): another may have any rate and length.
enum class FindingKind {
  Missing,        ///< Named by the manifest, but not there. Left out.
  Unreadable,     ///< No sound, cut off or damaged. Left out.
  SameSound,      ///< The same samples as an earlier clip. Kept once.
  SameName,       ///< One of GTZAN's names a second time. Kept once.
  SameRecording,  ///< Known to be the recording of an earlier clip. Kept once.
  WrongRate,      ///< Not 22050 Hz. Stays in.
  TooShort,       ///< Below 29 s. Stays in.
  TooLong,        ///< Above 31 s. Stays in.
  Incomplete      ///< Fewer than a genre's 100 clips are here.
};

struct DatasetFinding {
  FindingKind kind;
  std::string subject;  ///< Clip::file; of Incomplete the genre.
  std::string detail;   ///< "2.9 s", "of 'blues/blues.00001.wav'", or a sentence.
  bool operator==(const DatasetFinding&) const = default;
};

/// What the files of a dataset are, found by decoding each of them.
struct DatasetCheck {
  std::vector<std::optional<SoundChecksum>> sounds;  ///< One per clip; empty where unreadable.
  /// One per clip: the first clip with the same recording, itself where it is the first.
  std::vector<std::size_t> first_of;
  std::vector<DatasetFinding> findings;  ///< By kind, then in the order of the clips.
};

/// How a check is run.
struct CheckRun {
  std::int64_t job_count = 0;  ///< Files at a time; 0 for one per processor core.
  /// How many files are done; called from the check's threads, one at a time.
  std::function<void(std::size_t done_count)> on_progress = {};
};

/// Decodes every clip once. A clip that fails is a finding; the rest goes on.
/// Threads    started and joined inside. The result does not depend on how many there are.
/// Errors     Timeout where `stop` was requested; Internal for a fault of our own.
Result<DatasetCheck> check_dataset(const Dataset& dataset, const CheckRun& run,
                                   std::stop_token stop);

/// SHA-256 of each clip's file and its sound's checksum, line by line.
std::string dataset_sha256(const Dataset& dataset, const DatasetCheck& check);

}  // namespace airmark::tools
