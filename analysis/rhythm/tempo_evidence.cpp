#include "analysis/rhythm/tempo_evidence.h"

#include <cmath>

#include "analysis/rhythm/tempo_grid.h"

namespace airmark::analysis {
namespace {

/// Where the preference is measured from; the weights of both terms move its peak.
constexpr double kModerateBpm = 115.0;

}  // namespace

TempoEvidenceTable::TempoEvidenceTable() {
  for (std::size_t i = 0; i < kTempoCount; ++i) {
    const double period = period_frames(grid_bpm(i));
    for (const double beats : kComparedBeats)
      lags_.push_back(LocalTempogram::at_lag(beats * period));
    for (const double pulses : kPulsesPerBeat)
      frequencies_.push_back(LocalTempogram::at_frequency(pulses / period));
  }
}

TempoEvidence TempoEvidenceTable::evidence(const LocalTempogram& tempogram,
                                           const TempoPath& path) const noexcept {
  TempoEvidence sums{};
  for (std::size_t stretch = 0; stretch < path.places.size(); ++stretch) {
    const std::size_t place = path.places[stretch];
    std::size_t n = 0;
    for (std::size_t k = 0; k < kComparedBeats.size(); ++k)
      for (std::size_t r = 0; r < kRecurrenceCount; ++r)
        sums[n++] += lags_[place * kComparedBeats.size() + k].value(
            tempogram.correlation(stretch, static_cast<Recurrence>(r)));
    for (std::size_t k = 0; k < kPulsesPerBeat.size(); ++k)
      for (std::size_t b = 0; b < kOnsetBandCount; ++b)
        sums[n++] += frequencies_[place * kPulsesPerBeat.size() + k].value(
            tempogram.magnitudes(stretch, static_cast<OnsetBand>(b)));
  }
  for (double& sum : sums) sum /= static_cast<double>(path.places.size());
  const double octaves = std::log2(path.bpm / kModerateBpm);
  sums[kTempoEvidenceCount - 2] = octaves;
  sums[kTempoEvidenceCount - 1] = octaves * octaves;
  return sums;
}

}  // namespace airmark::analysis
