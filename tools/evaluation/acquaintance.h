#pragma once

#include <string_view>

#include "analysis/classify/model_file.h"
#include "analysis/vocabulary/feature_table.h"
#include "tools/evaluation/clip_answer.h"

namespace airmark::tools {

/// Whether a model was trained on a clip: TrainedOn where either fingerprint of training_clip() is
/// among the model's, the name's or that of the measured values; else Unseen. `file` is Clip::file.
Acquaintance acquaintance(const analysis::ModelFile& model, std::string_view file,
                          const Gtzan58Values& values);

}  // namespace airmark::tools
