#pragma once

#include <optional>
#include <span>
#include <vector>

#include "analysis/spectrum/frame_magnitudes.h"
#include "analysis/timbre/dynamic_range.h"
#include "analysis/timbre/partial_tracks.h"
#include "analysis/timbre/pitch_motion.h"

namespace airmark::analysis {

/// What a window sounds like. Everything is empty in silence.
struct Timbre {
  /// Share of the energy above 20 Hz that lies below 150 Hz.
  std::optional<double> bass_weight;
  /// Share of the percussive part's energy in both parts' (Fitzgerald 2010).
  std::optional<double> percussiveness;
  /// Share of the tonal sound whose pitch glides (PitchMotion).
  std::optional<double> voice_likeness;
  /// Share of the sustained pitches that waver (PitchMotion); empty where none is sustained.
  std::optional<double> vibrato;
  /// How densely and steadily the spectrum is filled (distortion_of).
  std::optional<double> distortion;
  /// Mean of spectral_flatness over the frames at most 60 dB below the loudest: a pause is no
  /// noise.
  std::optional<double> spectral_flatness;
  /// Loud above quiet seconds (DynamicRange).
  std::optional<double> dynamic_range_db;
};

/// What TimbreMeter listens to, all of one window.
struct TimbreInput {
  const FrameMagnitudes& magnitudes;
  std::span<const double> rms;                ///< Of each frame.
  std::span<const double> spectral_flatness;  ///< Of each frame.
  std::span<const float> harmonic;            ///< The waveform's harmonic part
  double percussive_energy = 0.0;             ///< and the sum of squares of its percussive part.
};

/// Measures what a window sounds like.
///
/// Method     each value's own, see Timbre. Gain moves none of them, except spectral_flatness where
///            bins come near kLowestPower.
/// Input      frames of one window at kAnalysisRateHz, at least one.
/// Output     shares in [0, 1]. Silence is a window without a frame whose bins have kLowestPower on
///            average, about -125 dBFS.
/// Memory     grows with the longest window seen; windows up to that length allocate nothing.
/// Threads    none inside; one instance belongs to one thread.
class TimbreMeter {
 public:
  Timbre measure(const TimbreInput& input);

 private:
  void measure_energies(const FrameMagnitudes& magnitudes);
  void follow_pitches(const FrameMagnitudes& magnitudes);

  PartialTracks partial_tracks_;
  PitchMotion pitch_motion_;
  DynamicRange dynamic_range_;
  std::vector<double> energies_;  // of each frame, above 20 Hz
  double loudest_ = 0.0;          // of them
  double bass_energy_ = 0.0;
  double energy_ = 0.0;
};

}  // namespace airmark::analysis
