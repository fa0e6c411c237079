#pragma once

#include "tools/common/settings.h"
#include "tools/evaluation/asked_taggers.h"
#include "tools/evaluation/dataset/split.h"
#include "tools/evaluation/evaluation.h"
#include "tools/evaluation/journal/journal.h"

namespace airmark::tools {

/// Where an evaluation comes from: what was asked for, and the settings that its figures depend on.
/// Neither the number of jobs nor a ceiling on cost is among them.
EvaluationOrigin run_origin(const Settings& settings, const AskedTaggers& taggers,
                            const SplitChoice& choice);

/// The same for the journal, and who was asked.
RunOptions run_options(const EvaluationOrigin& origin, const AskedTaggers& taggers);

}  // namespace airmark::tools
