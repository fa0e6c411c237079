#include "analysis/tonality/key_evidence.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

namespace airmark::analysis {
namespace {

constexpr std::size_t kChordFrames = 4;
constexpr std::size_t kChordKindCount = 4;
constexpr std::size_t kFirstChordKind = static_cast<std::size_t>(EvidenceKind::Major);
constexpr double kSharpness = 40.0;
constexpr double kNoiseHandicap = 0.2;
constexpr double kEvenFrames = 30.0;
constexpr double kEvenChords = 100.0;
constexpr double kHeardShare = 0.03;

struct ChordShape {
  std::size_t note_count;
  std::array<std::size_t, 4> intervals;  ///< Semitones above the root.
};

constexpr std::array<ChordShape, kChordKindCount> kShapes{
    {{3, {0, 4, 7}}, {3, {0, 3, 7}}, {4, {0, 4, 7, 10}}, {4, {0, 3, 7, 10}}}};

using ChordShares = std::array<PitchClasses, kChordKindCount>;

double sum_of(const PitchClasses& classes) {
  return std::accumulate(classes.begin(), classes.end(), 0.0);
}

double cosine_with(const PitchClasses& unit, const ChordShape& shape, std::size_t root) {
  double sum = 0.0;
  for (std::size_t n = 0; n < shape.note_count; ++n)
    sum += unit[(root + shape.intervals[n]) % unit.size()];
  return sum / std::sqrt(static_cast<double>(shape.note_count));
}

/// Sum over frames of their pitch classes, each frame's made to add up to 1.
PitchClasses summed_shares(std::span<const PitchClasses> frames) {
  PitchClasses total{};
  for (const PitchClasses& frame : frames) {
    const double sum = sum_of(frame);
    if (sum <= 0.0) continue;
    for (std::size_t c = 0; c < total.size(); ++c) total[c] += frame[c] / sum;
  }
  return total;
}

/// Adds one stretch's belief in each chord to `shares`.
void add_chord(std::span<const PitchClasses> frames, ChordShares& shares) {
  PitchClasses unit{};
  for (const PitchClasses& frame : frames)
    for (std::size_t c = 0; c < unit.size(); ++c) unit[c] += frame[c];
  const double length = std::sqrt(std::inner_product(unit.begin(), unit.end(), unit.begin(), 0.0));
  if (length <= 0.0) return;
  for (double& value : unit) value /= length;
  // Cosines are at most 1: exp() of 40 times as much is far from the largest number.
  const double alike = sum_of(unit) / std::sqrt(static_cast<double>(unit.size()));
  double total = std::exp(kSharpness * (alike - kNoiseHandicap));
  ChordShares beliefs{};
  for (std::size_t kind = 0; kind < kChordKindCount; ++kind)
    for (std::size_t root = 0; root < unit.size(); ++root)
      total += beliefs[kind][root] = std::exp(kSharpness * cosine_with(unit, kShapes[kind], root));
  for (std::size_t kind = 0; kind < kChordKindCount; ++kind)
    for (std::size_t root = 0; root < unit.size(); ++root)
      shares[kind][root] += beliefs[kind][root] / total;
}

/// log(share / even share) of each value, after `even` was added in equal parts to all `count`.
void take_logs(const PitchClasses& values, double sum, double even, std::size_t count,
               PitchClasses& logs) {
  const auto cells = static_cast<double>(count);
  for (std::size_t c = 0; c < values.size(); ++c)
    logs[c] = std::log((values[c] + even / cells) / (sum + even) * cells);
}

int count_heard(const PitchClasses& bass, const PitchClasses& treble) {
  const double least = kHeardShare * (sum_of(bass) + sum_of(treble));
  int count = 0;
  for (std::size_t c = 0; c < bass.size(); ++c)
    if (bass[c] + treble[c] > least) ++count;
  return count;
}

}  // namespace

KeyEvidence key_evidence(const RegisterChroma& chroma) noexcept {
  const PitchClasses bass = summed_shares(chroma.frames(Register::Bass));
  const PitchClasses treble = summed_shares(chroma.frames(Register::Treble));
  ChordShares chords{};
  std::span<const PitchClasses> rest = chroma.frames(Register::Chord);
  for (; rest.size() >= kChordFrames; rest = rest.subspan(kChordFrames))
    add_chord(rest.first(kChordFrames), chords);

  KeyEvidence evidence;
  const std::size_t class_count = bass.size();
  take_logs(bass, sum_of(bass), kEvenFrames, class_count, evidence.logs[0]);
  take_logs(treble, sum_of(treble), kEvenFrames, class_count, evidence.logs[1]);
  double chord_sum = 0.0;
  for (const PitchClasses& kind : chords) chord_sum += sum_of(kind);
  for (std::size_t kind = 0; kind < kChordKindCount; ++kind)
    take_logs(chords[kind], chord_sum, kEvenChords, kChordKindCount * class_count,
              evidence.logs[kFirstChordKind + kind]);
  evidence.heard_class_count = count_heard(bass, treble);
  return evidence;
}

}  // namespace airmark::analysis
