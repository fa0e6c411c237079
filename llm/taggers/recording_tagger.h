#pragma once

#include <filesystem>
#include <memory>

#include "analysis/vocabulary/result.h"
#include "analysis/vocabulary/tagger.h"
#include "llm/taggers/outage.h"

namespace airmark::llm {

/// Where answers are kept, one JSON object a line (config/answer_record.schema.json): what was
/// measured, the words, and the TagSet or the error. Appends; each line is written whole.
///
/// Threads    any; several taggers may share one record, and several processes one file.
/// Guarantee  what a full disk leaves of a line is taken back.
class AnswerRecord {
 public:
  /// Errors: CannotCreate.
  static Result<std::shared_ptr<AnswerRecord>> open(const std::filesystem::path& file);
  virtual ~AnswerRecord() = default;
  /// Errors: InputOutput.
  virtual Result<Done> append(const WindowAnalysis& analysis, const Description& description,
                              const Result<TagSet>& answer) = 0;
};

/// Passes everything on and keeps it, for replay and for choosing thresholds without paying twice.
/// Where the record cannot be written (disk full) the answers still go on; it is told once, and
/// again only after lines could be kept in between. An answer without a latency gets the time it
/// took. A call that was given up because `stop` was requested is no answer and is not kept.
std::unique_ptr<Tagger> make_recording_tagger(std::unique_ptr<Tagger> inner,
                                              std::shared_ptr<AnswerRecord> record,
                                              OnOutage on_outage);

}  // namespace airmark::llm
