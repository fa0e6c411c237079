#include "analysis/rhythm/rhythm_meter.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "analysis/rhythm/onset_count.h"
#include "analysis/rhythm/tempo_grid.h"
#include "analysis/rhythm/tempo_weights.h"

namespace airmark::analysis {
namespace {

/// Tempi closer than this are the same to a listener; also what counts as right in evaluations.
constexpr double kSameTempoRatio = 1.04;

/// Beats may be tapped this much off a path's tempo before the path's own is believed instead.
constexpr double kTappedRatio = 1.1;

/// Fewer onsets make no beat. Noise and steady tones have none.
constexpr std::size_t kLeastOnsets = 4;

/// What is left when all candidates but one are hopeless.
constexpr double kLeastDoubt = 1e-6;

bool differ_by(double a, double b, double ratio) { return a > b * ratio || b > a * ratio; }

bool is_likelier(const TempoCandidate& a, const TempoCandidate& b) {
  return a.weight != b.weight ? a.weight > b.weight : a.bpm < b.bpm;
}

}  // namespace

RhythmMeter::RhythmMeter() {
  ways_.reserve(TempoPaths::kMostPaths);
  rhythm_.candidates.reserve(TempoPaths::kMostPaths);
}

const Rhythm& RhythmMeter::measure(const LaneMatrix& mel_decibels) {
  onsets_.measure(mel_decibels);
  tempogram_.measure(onsets_);
  paths_.measure(tempogram_);
  beat_tracker_.listen(onsets_);
  weigh_ways();

  std::vector<TempoCandidate> candidates = std::move(rhythm_.candidates);
  candidates.clear();
  rhythm_ = {};
  rhythm_.candidates = std::move(candidates);
  const std::size_t onset_count = count_onsets(onsets_.rises());
  rhythm_.onset_rate = static_cast<double>(onset_count) * kFramesPerSecond /
                       static_cast<double>(mel_decibels.column_count());
  if (onset_count < kLeastOnsets) return rhythm_;
  rhythm_.pulse_clarity = std::clamp(paths_.paths().front().salience, 0.0, 1.0);
  make_candidates();
  measure_feel(mel_decibels);
  return rhythm_;
}

double RhythmMeter::tapped_bpm(const TempoPath& path) {
  beat_tracker_.track(path);
  const auto beats = beat_tracker_.beats();
  if (beats.size() < 4) return path.bpm;
  const double bpm = 60.0 * kFramesPerSecond * static_cast<double>(beats.size() - 1) /
                     static_cast<double>(beats.back() - beats.front());
  if (differ_by(bpm, path.bpm, kTappedRatio)) return path.bpm;
  return std::clamp(bpm, kSlowestBpm, grid_bpm(kTempoCount - 1));
}

void RhythmMeter::weigh_ways() {
  ways_.clear();
  double best = -std::numeric_limits<double>::infinity();
  for (const TempoPath& path : paths_.paths()) {
    Way way{evidence_table_.evidence(tempogram_, path), tapped_bpm(path), 0.0};
    for (std::size_t n = 0; n < kTempoEvidenceCount; ++n)
      way.probability += kTempoWeights[n] * way.evidence[n];
    best = std::max(best, way.probability);
    ways_.push_back(way);
  }
  double sum = 0.0;
  for (Way& way : ways_) sum += way.probability = std::exp(way.probability - best);
  for (Way& way : ways_) way.probability /= sum;
}

void RhythmMeter::make_candidates() {
  std::vector<TempoCandidate>& candidates = rhythm_.candidates;
  for (const Way& way : ways_) candidates.push_back({way.bpm, way.probability});
  std::sort(candidates.begin(), candidates.end(), is_likelier);
  auto last = candidates.begin();  // of those kept
  for (auto next = last + 1; next != candidates.end(); ++next) {
    const auto same = std::find_if(candidates.begin(), last + 1, [&](const TempoCandidate& kept) {
      return !differ_by(kept.bpm, next->bpm, kSameTempoRatio);
    });
    if (same != last + 1)
      same->weight += next->weight;
    else
      *++last = *next;
  }
  candidates.erase(last + 1, candidates.end());
  std::sort(candidates.begin(), candidates.end(), is_likelier);

  rhythm_.tempo_bpm = candidates.front().bpm;
  const double share = candidates.front().weight;
  const double log_odds = std::log(share / std::max(1.0 - share, kLeastDoubt));
  rhythm_.tempo_confidence = 1.0 / (1.0 + std::exp(-kConfidenceBias - kConfidenceSlope * log_odds));

  candidates.resize(std::min(candidates.size(), kMostTempoCandidates));
  double sum = 0.0;
  for (const TempoCandidate& candidate : candidates) sum += candidate.weight;
  for (TempoCandidate& candidate : candidates) candidate.weight /= sum;
}

void RhythmMeter::measure_feel(const LaneMatrix& mel_decibels) {
  const auto way = std::find_if(ways_.begin(), ways_.end(), [this](const Way& tapped) {
    return tapped.bpm == rhythm_.tempo_bpm;
  });
  beat_tracker_.track(paths_.paths()[static_cast<std::size_t>(way - ways_.begin())]);
  accents_.measure(mel_decibels);
  beat_profile_.measure(accents_, beat_tracker_.beats());
  rhythm_.swing_ratio = beat_profile_.swing_ratio();
  rhythm_.offbeat_emphasis = beat_profile_.offbeat_emphasis();
  rhythm_.backbeat_emphasis = beat_profile_.backbeat_emphasis();
}

}  // namespace airmark::analysis
