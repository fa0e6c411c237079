#include "analysis/describe/word_scales.h"

#include <algorithm>
#include <utility>

namespace airmark::analysis {

std::span<const WordScale> word_scales() {
  static const std::vector<WordScale> scales = [] {
    std::vector<WordScale> all = rhythm_scales();
    for (auto* part : {harmony_scales, sound_scales})
      for (WordScale& scale : part()) all.push_back(std::move(scale));
    std::ranges::stable_sort(all, {}, &WordScale::level);
    return all;
  }();
  return scales;
}

}  // namespace airmark::analysis
