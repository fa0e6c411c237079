#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "analysis/rhythm/rhythm_meter.h"
#include "analysis/spectrum/lane_matrix.h"
#include "analysis/spectrum/mel_stream.h"
#include "analysis/vocabulary/tempo_report.h"

namespace airmark::analysis {

/// Follows the tempo of a live feed.
///
/// Method     twice a second RhythmMeter hears the last five seconds. Another tempo than the one
///            reported has to be likelier for a while before it is: how much more it is believed is
///            summed up, report by report, to kBeliefToChange or, where the old one is still heard
///            and related to it (twice, three times, one and a half times), to kBeliefToRelate. A
///            tempo that drifts is followed at once.
/// Input      mono at kAnalysisRateHz, finite, in pieces of any size: the reports do not depend on
///            how it was cut.
/// Output     a report each 0.49 s from the fourth second on. A jump to another tempo is reported
///            after 4 to 6 s; later where five seconds do not tell its octave (below 90 BPM).
/// Memory     allocated in the constructor and at the first reports.
/// Threads    none inside; one instance belongs to one thread.
class TempoFollower {
 public:
  using OnReport = std::function<void(const TempoReport&)>;

  explicit TempoFollower(OnReport on_report);

  /// Starts anew at this frame of the stream.
  void begin(std::int64_t first_frame);
  void push(std::span<const float> samples);

 private:
  void add(std::int64_t centre_frame, std::span<const float, kMelBandCount> decibels);
  void report();
  void follow(const Rhythm& rhythm);

  const OnReport on_report_;
  MelStream mel_stream_;
  RhythmMeter meter_;
  std::vector<float> recent_;    // the last frames' decibels, round and round
  std::size_t heard_count_ = 0;  // frames since begin()
  LaneMatrix window_;            // the same in order
  TempoReport report_;
  std::optional<double> rival_bpm_;
  double rival_belief_ = 0.0;
};

}  // namespace airmark::analysis
