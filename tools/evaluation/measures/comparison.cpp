#include "tools/evaluation/measures/comparison.h"

#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "tools/evaluation/measures/bootstrap.h"
#include "tools/evaluation/measures/genre_counts.h"
#include "tools/evaluation/measures/mcnemar.h"
#include "tools/evaluation/measures/outcome.h"

namespace airmark::tools {
namespace {

using Pairs = std::vector<std::pair<const ClipAnswer*, const ClipAnswer*>>;

/// In the order of the first.
Pairs common_clips(const TaggerAnswers& first, const TaggerAnswers& second) {
  std::map<std::string_view, const ClipAnswer*> by_file;
  for (const ClipAnswer* answer : counted_answers(second)) by_file.emplace(answer->file, answer);
  Pairs pairs;
  for (const ClipAnswer* answer : counted_answers(first))
    if (const auto found = by_file.find(answer->file); found != by_file.end())
      pairs.emplace_back(answer, found->second);
  return pairs;
}

void add_agreement(const Pairs& pairs, Comparison& c) {
  std::map<std::string_view, GenreCount> counts;
  std::size_t same = 0;
  for (const auto& [first, second] : pairs) {
    const std::string_view a = answered_genre(*first), b = answered_genre(*second);
    if (!a.empty()) ++counts[a].support;
    if (!b.empty()) ++counts[b].called;
    if (a.empty() || a != b) continue;
    ++counts[a].hits;
    ++same;
  }
  std::vector<GenreCount> list;
  for (const auto& [genre, count] : counts) list.push_back(count);
  c.agreement = static_cast<double>(same) / static_cast<double>(pairs.size());
  c.kappa = cohen_kappa(list, pairs.size());
}

/// Per clip 1 where only the first is right, −1 where only the second is.
std::vector<int> advantages(const Pairs& pairs) {
  std::vector<int> list;
  for (const auto& [first, second] : pairs)
    list.push_back(static_cast<int>(is_right(*first)) - static_cast<int>(is_right(*second)));
  return list;
}

double mean_of(const std::vector<int>& numbers, Resample chosen) {
  int sum = 0;
  for (const std::size_t clip : chosen) sum += numbers[clip];
  return sum / static_cast<double>(chosen.size());
}

Estimate difference(const Pairs& pairs, std::uint64_t seed) {
  const std::vector<int> advantage = advantages(pairs);
  std::vector<double> resampled;
  for_each_resample(pairs.size(), seed,
                    [&](Resample clips) { resampled.push_back(mean_of(advantage, clips)); });
  return with_interval(mean_of(advantage, every_clip(pairs.size())), std::move(resampled));
}

}  // namespace

Comparison compare_answers(const TaggerAnswers& first, const TaggerAnswers& second,
                           std::uint64_t seed) {
  const Pairs pairs = common_clips(first, second);
  Comparison c;
  c.first = first.tagger;
  c.second = second.tagger;
  c.clip_count = pairs.size();
  if (pairs.empty()) return c;
  for (const auto& [a, b] : pairs) {
    const bool first_right = is_right(*a), second_right = is_right(*b);
    c.both_right += first_right && second_right;
    c.only_first_right += first_right && !second_right;
    c.only_second_right += !first_right && second_right;
    c.both_wrong += !first_right && !second_right;
  }
  add_agreement(pairs, c);
  c.mcnemar_p = mcnemar_p(c.only_first_right, c.only_second_right);
  c.accuracy_difference = difference(pairs, seed);
  return c;
}

}  // namespace airmark::tools
