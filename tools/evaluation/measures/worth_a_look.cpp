#include "tools/evaluation/measures/worth_a_look.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <string_view>

#include "tools/evaluation/measures/outcome.h"

namespace airmark::tools {
namespace {

struct Vote {
  std::string_view tagger;
  std::string_view genre;  ///< Empty for "cannot tell".
  double lead = 0.0;       ///< Of the first tag's probability over the second's, 0..1.
};
using Votes = std::vector<Vote>;

double lead(const std::vector<TagScore>& tags) {
  if (tags.empty()) return 0.0;
  const double second = tags.size() > 1 ? tags[1].probability : 0.0;
  return std::clamp(tags[0].probability - second, 0.0, 1.0);
}

std::map<std::string_view, Votes> votes_by_file(std::span<const TaggerAnswers> taggers) {
  std::map<std::string_view, Votes> votes;
  for (const TaggerAnswers& tagger : taggers)
    for (const ClipAnswer* answer : counted_answers(tagger))
      if (!answer->failure)
        votes[answer->file].push_back(
            {tagger.tagger, answered_genre(*answer), lead(answer->tags.tags)});
  return votes;
}

/// Vote entropy, 0 where all agree and 1 where no two do. Requires two votes.
double disagreement(const Votes& votes) {
  std::map<std::string_view, double> counts;
  for (const Vote& vote : votes) ++counts[vote.genre];
  const auto total = static_cast<double>(votes.size());
  double entropy = 0.0;
  for (const auto& [genre, count] : counts) entropy += count / total * std::log(total / count);
  return std::min(entropy / std::log(total), 1.0);
}

double clearest_lead(const Votes& votes) {
  return std::ranges::max_element(votes, {}, &Vote::lead)->lead;
}

double priority(const Votes& votes) {
  const double unsureness = 1.0 - clearest_lead(votes);
  return votes.size() < 2 ? unsureness : (disagreement(votes) + unsureness) / 2.0;
}

std::string reason(const Votes& votes) {
  std::string said;
  for (const Vote& vote : votes) {
    said += said.empty() ? "" : ", ";
    said += vote.genre.empty() ? fmt::format("{} cannot tell", vote.tagger)
                               : fmt::format("{} says {}", vote.tagger, vote.genre);
  }
  return fmt::format("{}; the clearest lead is {:.2f}", said, clearest_lead(votes));
}

}  // namespace

std::vector<WorthALook> worth_a_look(std::span<const TaggerAnswers> taggers) {
  std::vector<WorthALook> clips;
  for (const auto& [file, votes] : votes_by_file(taggers))
    if (const double p = priority(votes); p > 0.0)
      clips.push_back({std::string(file), p, reason(votes)});
  std::ranges::stable_sort(clips, std::greater(), &WorthALook::priority);
  return clips;
}

}  // namespace airmark::tools
