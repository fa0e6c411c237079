#pragma once

#include <filesystem>
#include <stop_token>

#include "analysis/vocabulary/result.h"
#include "tools/common/settings.h"
#include "tools/evaluation/evaluation_run.h"

namespace airmark::tools {

/// Writes what a language model would be asked about the clips that are evaluated, and asks nobody:
/// a line of JSON each, {"id", "system", "prompt"}, sorted by id (prompt_id()).
///
/// Input      the language model of eval.tagger, or where it names none, llm.provider and
///            llm.strategy say how is asked. Silence has no prompt, since nobody is asked about it.
/// Errors     Usage where eval.tagger names two language models, and for the strategy grounded: it
///            tells what the local classifier thinks, which may remember the clip. As choose_llm(),
///            read_dataset(), choose_clips() and write_text_file().
/// Guarantee  no label: neither ids nor their order depend on names, folders or genres.
Result<Done> export_prompts(const Settings& settings, const EvaluationRequest& request,
                            const std::filesystem::path& file, std::stop_token stop);

}  // namespace airmark::tools
