#include "tools/evaluation/dataset/gtzan_clips.h"

#include <algorithm>

#include "analysis/classify/training_clip.h"
#include "analysis/vocabulary/genres.h"

namespace airmark::tools {

bool is_gtzan_name(std::string_view name) noexcept {
  const std::size_t dot = name.find('.');
  if (dot == std::string_view::npos || !name.substr(dot).starts_with(".000")) return false;
  const std::string_view number = name.substr(dot + 4);
  return number.size() == 2 && number.find_first_not_of("0123456789") == std::string_view::npos &&
         std::ranges::binary_search(genre_identifiers(), name.substr(0, dot), {},
                                    [](const std::string& id) { return std::string_view(id); });
}

bool is_gtzan(const Dataset& dataset) {
  const auto named = std::ranges::count_if(dataset.clips, [](const Clip& clip) {
    return is_gtzan_name(analysis::clip_name(clip.file));
  });
  return 2 * static_cast<std::size_t>(named) >= dataset.clips.size();
}

}  // namespace airmark::tools
