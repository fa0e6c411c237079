#include "tools/offline/verdict.h"

#include <algorithm>
#include <cmath>

namespace airmark::tools {
namespace {

/// A window may not rule a tag out for the whole file: what it does not name, or holds for less
/// probable, counts as this.
constexpr double kLeastProbability = 1e-3;

}  // namespace

void Verdict::add(const WindowAnalysis& analysis, const TagSet& tags) {
  ++window_count_;
  sums_.tagger_id = tags.tagger_id;
  sums_.model = tags.model;
  sums_.prompt_version = tags.prompt_version;
  sums_.reasoning = tags.reasoning;
  sums_.latency += tags.latency;
  sums_.usage.input_tokens += tags.usage.input_tokens;
  sums_.usage.output_tokens += tags.usage.output_tokens;
  sums_.cost_usd += tags.cost_usd;
  if (is_silent(analysis)) return;
  ++audible_count_;
  if (tags.tags.empty()) return;
  ++vote_count_;
  if (window_count_ == 1) only_ = tags;
  const double length_s = analysis.window.duration_s();
  vote_s_ += length_s;
  for (const TagScore& score : tags.tags) {
    LogSum& sum = logs_[score.tag];
    sum.weighted_log += length_s * std::log(std::max(score.probability, kLeastProbability));
    sum.weight_s += length_s;
  }
  ++logs_[tags.tags.front().tag].first_count;
  most_indicators_ = std::max(most_indicators_, tags.key_indicators.size());
  for (const KeyIndicator& indicator : tags.key_indicators) {
    IndicatorSum& sum = indicators_[tags.tags.front().tag][indicator.feature];
    sum.weighted_value += length_s * indicator.value;
    sum.weighted_contribution += length_s * indicator.contribution;
    sum.weight_s += length_s;
  }
}

std::vector<TagScore> Verdict::pooled() const {
  std::vector<TagScore> scores;
  double total = 0.0;
  for (const auto& [tag, sum] : logs_) {
    const double unnamed_s = vote_s_ - sum.weight_s;
    const double mean_log = (sum.weighted_log + unnamed_s * std::log(kLeastProbability)) / vote_s_;
    scores.push_back({tag, std::exp(mean_log)});
    total += scores.back().probability;
  }
  for (TagScore& score : scores) score.probability /= total;
  std::ranges::stable_sort(scores, std::ranges::greater(), &TagScore::probability);
  return scores;
}

std::vector<KeyIndicator> Verdict::indicators_for(const std::string& tag) const {
  std::vector<KeyIndicator> means;
  const auto found = indicators_.find(tag);
  if (found == indicators_.end()) return means;
  for (const auto& [feature, sum] : found->second)
    means.push_back(
        {feature, sum.weighted_value / sum.weight_s, sum.weighted_contribution / sum.weight_s});
  std::ranges::stable_sort(means, std::ranges::greater(),
                           [](const KeyIndicator& k) { return std::abs(k.contribution); });
  if (means.size() > most_indicators_) means.resize(most_indicators_);
  return means;
}

std::string Verdict::reasoning_for(const std::string& tag) const {
  std::string sentence = "Over " + std::to_string(vote_count_) + " windows " + tag +
                         " is the most probable tag on average; it comes first in " +
                         std::to_string(logs_.at(tag).first_count) + " of them";
  if (audible_count_ < window_count_)
    sentence += ", and " + std::to_string(window_count_ - audible_count_) + " more are silent";
  return sentence + ".";
}

TagSet Verdict::tags() const {
  if (vote_count_ == 0) return sums_;
  if (window_count_ == 1) return only_;
  TagSet verdict = sums_;
  verdict.tags = pooled();
  verdict.confidence = verdict.tags.front().probability;
  verdict.key_indicators = indicators_for(verdict.tags.front().tag);
  verdict.reasoning = reasoning_for(verdict.tags.front().tag);
  return verdict;
}

TagState Verdict::state() const {
  TagState state;
  if (audible_count_ == 0) {
    state.state = AirState::Silence;
    return state;
  }
  const TagSet verdict = tags();
  if (verdict.tags.empty() || verdict.tags.front().probability < config_.unknown_below)
    return state;
  state.state = AirState::Music;
  state.tag = verdict.tags.front().tag;
  state.confidence = verdict.confidence;
  return state;
}

}  // namespace airmark::tools
