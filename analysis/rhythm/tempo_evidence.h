#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "analysis/rhythm/local_tempogram.h"
#include "analysis/rhythm/tempo_paths.h"

namespace airmark::analysis {

/// Times, in beats, at which onsets are compared with the present ones.
inline constexpr std::array<double, 8> kComparedBeats{0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0};
/// Rates, in events per beat, at which onsets may pulse.
inline constexpr std::array<double, 6> kPulsesPerBeat{0.5, 1.0, 2.0, 3.0, 4.0, 6.0};

inline constexpr std::size_t kTempoEvidenceCount =
    kComparedBeats.size() * kRecurrenceCount + kPulsesPerBeat.size() * kOnsetBandCount + 2;
using TempoEvidence = std::array<double, kTempoEvidenceCount>;

/// What speaks for and against a listener tapping along in one of several possible ways.
///
/// Method     means over the stretches, each at the path's own tempo there: the Recurrence of
/// onsets
///            at each of kComparedBeats, the magnitude of each band at each of kPulsesPerBeat; then
///            log2(bpm / 115) and its square, in which people's preference for moderate tempi shows
///            (van Noorden & Moelants 1999).
/// Threads    none inside; instances are constant after construction.
class TempoEvidenceTable {
 public:
  TempoEvidenceTable();

  TempoEvidence evidence(const LocalTempogram& tempogram, const TempoPath& path) const noexcept;

 private:
  std::vector<CubicPoint> lags_;         // kComparedBeats per tempo
  std::vector<CubicPoint> frequencies_;  // kPulsesPerBeat per tempo
};

}  // namespace airmark::analysis
