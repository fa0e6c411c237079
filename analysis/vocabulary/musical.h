#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "analysis/vocabulary/feature_spec.h"

namespace airmark {

/// What a listener would name, one row of kMusicalTable each. Absent where the music does not have
/// it: no beat, no swing.
enum class Musical : std::size_t {
  // rhythm
  TempoBpm,
  TempoConfidence,
  PulseClarity,
  OnsetRate,
  SwingRatio,
  OffbeatEmphasis,
  BackbeatEmphasis,
  // harmony
  KeyClarity,
  Majorness,
  HarmonicChangeRate,
  TuningCents,
  // sound
  BassWeight,
  Percussiveness,
  VoiceLikeness,
  Vibrato,
  Distortion,
  SpectralFlatness,
  DynamicRange,
  // space
  StereoWidth,
  StereoCorrelation
};

inline constexpr std::size_t kMusicalCount = 20;

extern const std::array<FeatureSpec, kMusicalCount> kMusicalTable;

/// One window's values in table order.
using MusicalValues = std::array<std::optional<double>, kMusicalCount>;

constexpr std::optional<double> value_of(const MusicalValues& values, Musical which) noexcept {
  return values[static_cast<std::size_t>(which)];
}

/// A beat rate that a listener might tap.
struct TempoCandidate {
  double bpm = 0.0;
  double weight = 0.0;  ///< Share of belief; all candidates of a window add up to 1.
  bool operator==(const TempoCandidate&) const = default;
};

/// A window has no more of them.
inline constexpr std::size_t kMostTempoCandidates = 4;

enum class Mode { Major, Minor };

/// The key of a window.
struct Key {
  int tonic = 0;  ///< Pitch class, 0 = C … 11 = B.
  Mode mode = Mode::Major;
  bool operator==(const Key&) const = default;
};

/// "C major", "F# minor": sharps, as in most annotations.
std::string_view name_of(const Key& key) noexcept;

}  // namespace airmark
