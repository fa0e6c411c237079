#include "analysis/rhythm/tempo_follower.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "analysis/framing/frame_grid.h"
#include "analysis/spectrum/decibels.h"

namespace airmark::analysis {
namespace {

constexpr std::size_t kReportFrames = 21;   // 0.49 s
constexpr std::size_t kWindowFrames = 215;  // 4.99 s: shorter is wrong more often, longer is later
constexpr std::size_t kLeastFrames = 172;   // 3.99 s

/// Each report adds at most 1.
constexpr double kBeliefToChange = 2.4;
constexpr double kBeliefToRelate = 8.0;

/// A tempo with less than this share of belief is not in the music any more.
constexpr double kLeastHeldWeight = 0.02;

/// Of the way to a likeliest tempo that is nearly the one reported.
constexpr double kFollowedShare = 0.5;

constexpr double kSameTempoRatio = 1.04;
/// Tempi that share beats or bars.
constexpr std::array kRelations{2.0, 3.0, 1.5};

bool is_same(double a, double b) { return a <= b * kSameTempoRatio && b <= a * kSameTempoRatio; }

bool is_related(double a, double b) {
  const double ratio = std::max(a, b) / std::min(a, b);
  return std::any_of(kRelations.begin(), kRelations.end(),
                     [ratio](double relation) { return is_same(ratio, relation); });
}

/// The candidate of this tempo, or one without weight.
TempoCandidate candidate_of(double bpm, std::span<const TempoCandidate> candidates) {
  for (const TempoCandidate& candidate : candidates)
    if (is_same(candidate.bpm, bpm)) return candidate;
  return {bpm, 0.0};
}

}  // namespace

TempoFollower::TempoFollower(OnReport on_report)
    : on_report_(std::move(on_report)),
      mel_stream_(
          [this](std::int64_t centre_frame, std::span<const float, kMelBandCount> decibels) {
            add(centre_frame, decibels);
          }),
      recent_(kWindowFrames * kMelBandCount) {}

void TempoFollower::begin(std::int64_t first_frame) {
  mel_stream_.begin(first_frame);
  heard_count_ = 0;
  report_ = {};
  rival_bpm_.reset();
}

void TempoFollower::push(std::span<const float> samples) { mel_stream_.push(samples); }

void TempoFollower::add(std::int64_t centre_frame, std::span<const float, kMelBandCount> decibels) {
  std::copy(decibels.begin(), decibels.end(),
            recent_.data() + heard_count_ % kWindowFrames * kMelBandCount);
  ++heard_count_;
  if (heard_count_ < kLeastFrames || heard_count_ % kReportFrames != 0) return;
  report_.at_frame = centre_frame + static_cast<std::int64_t>(kFrameSize / 2);
  report();
}

void TempoFollower::report() {
  const std::size_t frame_count = std::min(heard_count_, kWindowFrames);
  window_.reshape(kMelBandCount, frame_count);
  for (std::size_t t = 0; t < frame_count; ++t) {
    const float* const frame =
        recent_.data() + (heard_count_ - frame_count + t) % kWindowFrames * kMelBandCount;
    for (std::size_t band = 0; band < kMelBandCount; ++band) window_.row(band)[t] = frame[band];
  }
  limit_dynamic_range(window_);
  follow(meter_.measure(window_));
  on_report_(report_);
}

void TempoFollower::follow(const Rhythm& rhythm) {
  report_.candidates.assign(rhythm.candidates.begin(), rhythm.candidates.end());
  report_.confidence = rhythm.tempo_confidence;
  if (!rhythm.tempo_bpm || !report_.bpm) {
    report_.bpm = rhythm.tempo_bpm;
    rival_bpm_.reset();
    return;
  }
  const TempoCandidate likeliest = rhythm.candidates.front();
  const TempoCandidate held = candidate_of(*report_.bpm, rhythm.candidates);
  if (is_same(likeliest.bpm, *report_.bpm)) {
    *report_.bpm += kFollowedShare * (likeliest.bpm - *report_.bpm);
    rival_bpm_.reset();
    return;
  }
  if (!rival_bpm_ || !is_same(*rival_bpm_, likeliest.bpm)) rival_belief_ = 0.0;
  rival_bpm_ = likeliest.bpm;
  rival_belief_ += likeliest.weight - held.weight;
  const bool may_be_both = held.weight > kLeastHeldWeight && is_related(likeliest.bpm, held.bpm);
  if (rival_belief_ >= (may_be_both ? kBeliefToRelate : kBeliefToChange)) {
    report_.bpm = likeliest.bpm;
    rival_bpm_.reset();
  } else {
    report_.confidence *= held.weight / likeliest.weight;
  }
}

}  // namespace airmark::analysis
