#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "analysis/rhythm/accents.h"
#include "analysis/rhythm/beat_profile.h"
#include "analysis/rhythm/beat_tracker.h"
#include "analysis/rhythm/local_tempogram.h"
#include "analysis/rhythm/onset_bands.h"
#include "analysis/rhythm/tempo_evidence.h"
#include "analysis/rhythm/tempo_paths.h"
#include "analysis/spectrum/lane_matrix.h"
#include "analysis/vocabulary/musical.h"

namespace airmark::analysis {

/// The rhythm of a window. Without a beat there is no tempo, and nothing that is told by beats.
struct Rhythm {
  std::vector<TempoCandidate> candidates;  ///< At most four, likeliest first, together 1.
  std::optional<double> tempo_bpm;         ///< The likeliest.
  double tempo_confidence = 0.0;           ///< How likely it is right within 4 %; 0 without tempo.
  double pulse_clarity = 0.0;              ///< 0..1, 1 a metronome.
  double onset_rate = 0.0;                 ///< Onsets a second.
  std::optional<double> swing_ratio;
  std::optional<double> offbeat_emphasis;
  std::optional<double> backbeat_emphasis;
};

/// Measures tempo, pulse and feel of a window.
///
/// Method     OnsetBands, LocalTempogram and TempoPaths give up to sixteen ways of tapping,
///            kTempoWeights weighs the evidence for each, and BeatTracker taps them: the tempo is
///            the mean rate of the beats tapped. Ways whose rates differ by less than 4 % are one
///            candidate. Pulse clarity is the salience of the best path. BeatProfile tells the feel
///            from the beats of the likeliest. analysis/README.md has the figures.
/// Input      decibels of kMelBandCount mel bands, one column per frame, at most kDynamicRangeDb
///            below the loudest.
/// Memory     measure() allocates only for more frames than ever before.
/// Threads    none inside; one instance belongs to one thread.
class RhythmMeter {
 public:
  RhythmMeter();

  /// The answer is valid until the next call.
  const Rhythm& measure(const LaneMatrix& mel_decibels);

  /// A way of tapping along: what speaks for it, the mean rate of its beats, and its share of
  /// belief.
  struct Way {
    TempoEvidence evidence;
    double bpm = 0.0;
    double probability = 0.0;
  };
  /// What the answer rests on, the most salient first.
  const std::vector<Way>& ways() const noexcept { return ways_; }

 private:
  void weigh_ways();
  void make_candidates();
  void measure_feel(const LaneMatrix& mel_decibels);
  double tapped_bpm(const TempoPath& path);

  OnsetBands onsets_;
  LocalTempogram tempogram_;
  TempoPaths paths_;
  TempoEvidenceTable evidence_table_;
  BeatTracker beat_tracker_;
  Accents accents_;
  BeatProfile beat_profile_;
  std::vector<Way> ways_;  // one per path
  Rhythm rhythm_;
};

}  // namespace airmark::analysis
