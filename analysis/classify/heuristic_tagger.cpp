#include "analysis/classify/heuristic_tagger.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <string>
#include <vector>

#include "analysis/describe/cues.h"
#include "analysis/vocabulary/genres.h"

namespace airmark::analysis {
namespace {

// Sharpness of the softmax: the value that makes the train list's labels most probable.
constexpr double kSharpness = 3.8;
constexpr std::size_t kReasonCount = 3;

struct CountedVote {
  const GenreRule* rule;
  Evidence evidence;
  double contribution;  ///< To the genre's score: weight times vote over the sum of weights.
};

struct GenreScore {
  std::string_view genre;
  double score;
  std::vector<CountedVote> votes;
};

double vote(const GenreRule& rule, double value) {
  const double position = rule.shape == VoteShape::Ramp
                              ? 2.0 * (value - rule.first) / (rule.second - rule.first) - 1.0
                              : 2.0 - 2.0 * std::abs(value - rule.first) / rule.second;
  return std::clamp(position, -1.0, 1.0);
}

/// A rule whose number was not measured abstains, and its weight still counts: less is known.
GenreScore score(const GenreStart& start, const WindowAnalysis& analysis) {
  GenreScore result{start.genre, start.score, {}};
  double weight_sum = 0.0;
  for (const GenreRule& rule : genre_rules()) {
    if (rule.genre != start.genre) continue;
    weight_sum += rule.weight;
    if (auto evidence = find_cue(analysis, rule.cue)) {
      const double weighted = rule.weight * vote(rule, evidence->value);
      result.votes.push_back({&rule, *std::move(evidence), weighted});
    }
  }
  for (CountedVote& counted : result.votes) {
    counted.contribution /= weight_sum;
    result.score += counted.contribution;
  }
  std::ranges::stable_sort(result.votes, std::ranges::greater{}, &CountedVote::contribution);
  return result;
}

std::string reasoning(const GenreScore& best) {
  std::vector<std::string> reasons;
  for (const CountedVote& counted : best.votes) {
    if (counted.contribution <= 0.0 || reasons.size() == kReasonCount) break;
    reasons.push_back(std::string(counted.rule->why) + " (" + counted.evidence.feature + " " +
                      number_text(counted.evidence) + ")");
  }
  const std::string opening = "Closest to " + genre_display_name(best.genre);
  if (reasons.empty()) return opening + ", though nothing measured speaks for it.";
  std::string text = opening + ": " + reasons.front();
  for (std::size_t n = 1; n < reasons.size(); ++n)
    text += (n + 1 == reasons.size() ? " and " : ", ") + reasons[n];
  return text + ".";
}

TagSet tags_of(const std::vector<GenreScore>& ranked) {
  TagSet set;
  set.tagger_id = "heuristic";
  double sum = 0.0;
  for (const GenreScore& genre : ranked)
    sum += std::exp(kSharpness * (genre.score - ranked.front().score));
  for (const GenreScore& genre : ranked)
    set.tags.push_back({std::string(genre.genre),
                        std::exp(kSharpness * (genre.score - ranked.front().score)) / sum});
  set.confidence = set.tags.front().probability;
  set.reasoning = reasoning(ranked.front());
  for (const CountedVote& counted : ranked.front().votes)
    if (counted.contribution > 0.0)
      set.key_indicators.push_back(
          {counted.evidence.feature, counted.evidence.value, counted.contribution});
  return set;
}

class HeuristicTagger final : public Tagger {
 public:
  Result<TagSet> tag(const WindowAnalysis& analysis, const Description&, std::stop_token) override {
    TagSet nothing;
    nothing.tagger_id = "heuristic";
    if (is_silent(analysis)) return nothing;
    std::vector<GenreScore> ranked;
    for (const GenreStart& start : genre_starts()) ranked.push_back(score(start, analysis));
    if (std::ranges::all_of(ranked, [](const GenreScore& g) { return g.votes.empty(); }))
      return nothing;
    std::ranges::stable_sort(ranked, std::ranges::greater{}, &GenreScore::score);
    return tags_of(ranked);
  }
};

}  // namespace

std::unique_ptr<Tagger> make_heuristic_tagger() { return std::make_unique<HeuristicTagger>(); }

}  // namespace airmark::analysis
