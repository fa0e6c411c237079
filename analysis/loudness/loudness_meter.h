#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "analysis/framing/source_piece.h"
#include "analysis/loudness/k_weighting.h"
#include "analysis/loudness/true_peak.h"
#include "analysis/vocabulary/window_analysis.h"

namespace airmark::analysis {

/// EBU R 128 loudness of one stretch of audio as a listener has it before the loudspeakers.
///
/// Method     ITU-R BS.1770-4: K-weighted power of 400 ms blocks ten times a second, gated at -70
///            LUFS and 10 LU below the mean, for the integrated loudness; the same without gates,
///            a hundred times a second, for the momentary (400 ms) and short-term (3 s) maximum of
///            EBU Tech 3341; short-term loudness ten times a second, gated at -70 LUFS and 20 LU
///            below the mean, 10th to 95th percentile, for the loudness range of EBU Tech 3342;
///            true peak by annex 2, highest of all channels. The tests compare with libebur128.
///            Mono counts as the same signal on two loudspeakers, so that it measures what its
///            stereo copy measures. Of more channels the order is left, right, centre,
///            low-frequency effects (not counted), left and right surround; without effects where
///            there are five, and without centre where there are four; more are not counted.
/// Input      the stretch in pieces, full scale ±1; see SourcePiece.
/// Output     empty where nothing passes the gate of -70 LUFS, where the stretch is shorter than a
///            block (400 ms), and below 4 kHz, where the standard's filter has no room. The range
///            of a stretch below 3 s is 0. What is left behind the last 10 ms is not measured.
/// Memory     grows with the longest stretch seen; stretches up to that length allocate nothing.
/// Threads    none inside; one instance belongs to one thread.
class LoudnessMeter {
 public:
  explicit LoudnessMeter(std::size_t sample_rate_hz);

  /// How much of the past a piece must bring along, as far as there is so much of the stretch.
  static std::size_t past_frames(std::size_t sample_rate_hz) noexcept;

  /// Another stretch begins.
  void begin() noexcept;

  /// The next whole piece of the stretch.
  void add(const SourcePiece& piece);

  /// The loudness of the stretch if it ends with `rest`, which is shorter than a whole piece and
  /// may be empty. `rest` is not added.
  std::optional<Loudness> measure(const SourcePiece& rest);

 private:
  std::optional<Loudness> measure();
  void sum_tenths();
  void average(std::size_t steps, std::vector<double>& means);
  double range();

  std::size_t sample_rate_hz_;
  KWeighting weighting_;
  TruePeak true_peak_;
  float highest_ = 0.0f;            // point of the waveform
  std::vector<double> energies_;    // of each step, all channels
  std::vector<double> tenths_;      // of the ten steps from each step on
  std::vector<double> momentary_;   // mean square of the 400 ms from each step on
  std::vector<double> short_term_;  // of the 3 s
  std::vector<double> gated_;       // what counts for the range
};

}  // namespace airmark::analysis
