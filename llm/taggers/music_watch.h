#pragma once

#include <optional>

#include "analysis/vocabulary/description.h"

namespace airmark::llm {

/// How a window compares with the one last asked about.
enum class MusicChange {
  Same,
  Perhaps,  ///< One window differs: it may lie across two pieces, or be an odd one.
  Changed   ///< Two or more running differ.
};

/// The share of aspects that two descriptions give different words, of all that either speaks of;
/// 0 where neither says anything.
double changed_share(const Description& one, const Description& other);

/// Knows by the words for it whether the music is still that which was last asked about; before the
/// first question, that which a stream began with.
class MusicWatch {
 public:
  explicit MusicWatch(double changed_from) : changed_from_(changed_from) {}

  MusicChange hear(const Description& description);
  void asked(const Description& description);
  void forget();

 private:
  const double changed_from_;
  std::optional<Description> reference_;
  int differing_count_ = 0;  // windows running
};

}  // namespace airmark::llm
