#include "tools/evaluation/acquaintance.h"

#include <algorithm>

#include "analysis/classify/training_clip.h"

namespace airmark::tools {

Acquaintance acquaintance(const analysis::ModelFile& model, std::string_view file,
                          const Gtzan58Values& values) {
  const analysis::TrainingClip wanted = analysis::training_clip(file, values);
  const bool known = std::ranges::any_of(model.training_clips, [&](const auto& clip) {
    return clip.name_sha256 == wanted.name_sha256 || clip.row_sha256 == wanted.row_sha256;
  });
  return known ? Acquaintance::TrainedOn : Acquaintance::Unseen;
}

}  // namespace airmark::tools
