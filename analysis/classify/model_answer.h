#pragma once

#include "analysis/classify/linear_model.h"
#include "analysis/vocabulary/tag_set.h"

namespace airmark::analysis {

/// What a model says of 58 values, with its reasons: all that ModelTagger documents but the name of
/// a model file. No tags where a value that the model uses is not a number.
TagSet model_answer(const LinearModel& model, const Gtzan58Values& values);

}  // namespace airmark::analysis
