#pragma once

#include <optional>
#include <span>

#include "analysis/tonality/harmonic_change.h"
#include "analysis/tonality/key_evidence.h"
#include "analysis/tonality/note_peaks.h"
#include "analysis/tonality/register_chroma.h"
#include "analysis/vocabulary/musical.h"

namespace airmark::analysis {

/// What a window's harmony is. All are empty where nothing with a pitch is heard: silence, noise,
/// drums.
struct Harmony {
  std::optional<Key> key;             ///< Empty too where key_clarity is below 0.2.
  std::optional<double> key_clarity;  ///< Belief in the likeliest of 24 keys, 1/24 to 1. Empty for
                                      ///< less than three pitch classes: one tone has no key.
  std::optional<double> majorness;    ///< Belief in major less belief in minor keys, -1 to 1.
  std::optional<double> harmonic_change_rate;  ///< A second.
  std::optional<double> tuning_cents;          ///< From 440 Hz, -50 to 50; empty without a grid.
};

/// Hears key, mode, changes of harmony and tuning.
///
/// Method     the peaks of the harmonic part, tuned, as pitch classes of bass and treble and as
///            chords; one weight for each degree of the scale turns them into beliefs in 24 keys.
///            Something is pitched if the peaks have 6 % of the window's power (drums and noise
///            have at most 4, music 12 and more), and has a tuning if their concentration on a grid
///            of semitones is 0.06 (noise: 0.01).
/// Input      the window, and its harmonic part as WindowFrames splits it off.
/// Memory     allocates only for a longer window than ever before.
/// Threads    none inside; one instance belongs to one thread.
class HarmonyMeter {
 public:
  Harmony measure(std::span<const float> samples, std::span<const float> harmonic);

  /// What the window measured last gave as evidence for keys; for fitting the weights.
  const KeyEvidence& evidence() const noexcept { return evidence_; }

 private:
  NotePeaks peaks_;
  RegisterChroma chroma_;
  HarmonicChange change_;
  KeyEvidence evidence_;
};

}  // namespace airmark::analysis
