#include "tools/common/nearest_word.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace airmark::tools {
namespace {

std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last;
  std::vector<std::size_t> last;
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before_last = std::exchange(last, row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
  }
  return row.back();
}

}  // namespace

std::optional<std::string> nearest_word(std::string_view word, std::span<const std::string> words) {
  std::optional<std::string> nearest;
  std::size_t nearest_distance = 0;
  for (const std::string& candidate : words) {
    const std::size_t candidate_distance = distance(word, candidate);
    if (3 * candidate_distance > std::max(word.size(), candidate.size())) continue;
    if (nearest && candidate_distance >= nearest_distance) continue;
    nearest = candidate;
    nearest_distance = candidate_distance;
  }
  return nearest;
}

std::string did_you_mean(std::string_view word, std::span<const std::string> words) {
  const auto nearest = nearest_word(word, words);
  return nearest ? "; did you mean " + *nearest + "?" : "";
}

}  // namespace airmark::tools
