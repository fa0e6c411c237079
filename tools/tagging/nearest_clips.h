#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "analysis/vocabulary/feature_table.h"
#include "analysis/vocabulary/result.h"
#include "analysis/vocabulary/window_analysis.h"
#include "llm/prompt/prompt.h"
#include "tools/training/training_table.h"

namespace airmark::tools {

inline constexpr std::size_t kNeighbourCount = 3;

/// Finds the clips of a labelled table that sound most like a window.
///
/// Method     Euclidean distance over the 57 values that do not depend on the length, each in the
///            table's own standard deviations; similarity is 1 / (1 + d), where d is the root mean
///            square over the values: 1 is equal, 0.5 one deviation apart. What is nearer than
///            0.01 is the same recording and left out, because its label would give the answer
///            away (clips computed by two programs agree to 0.0001).
/// Threads    any; nothing changes after construction.
class NearestClips {
 public:
  /// Errors: as read_training_table().
  static Result<std::shared_ptr<const NearestClips>> read(const std::filesystem::path& table);
  explicit NearestClips(const TrainingTable& table);

  /// At most kNeighbourCount, nearest first, each described from its values.
  std::vector<llm::LabelledNeighbour> find(const WindowAnalysis& analysis) const;

 private:
  using Values = std::array<double, kGtzan58Count - 1>;  // without the length
  struct Clip {
    std::string genre;
    Gtzan58Values measured;
    Values standardised;
  };

  Values standardised(const Gtzan58Values& measured) const;

  Values means_{};
  Values deviations_{};  // 0 where a column never changes: it tells nothing
  std::vector<Clip> clips_;
};

}  // namespace airmark::tools
