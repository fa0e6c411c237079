#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "analysis/rhythm/local_tempogram.h"
#include "analysis/rhythm/onset_bands.h"
#include "analysis/rhythm/tempo_grid.h"
#include "analysis/spectrum/mel_bands.h"

namespace airmark::testing {

/// Frames of the windows that are made of strokes: 20 s.
inline constexpr std::size_t kStrokeWindowFrames = 860;

/// At which frames something begins, and in which mel bands.
struct Strokes {
  std::vector<double> frames;
  std::size_t first_band = 0;
  std::size_t band_end = 116;
};

inline std::vector<double> steady_strokes(double period_frames, double first = 10.0) {
  std::vector<double> frames;
  for (double at = first; at < kStrokeWindowFrames - 5; at += period_frames) frames.push_back(at);
  return frames;
}

/// 40 dB up for four frames at each stroke, and nothing else.
inline analysis::OnsetBands onsets_of(const std::vector<Strokes>& all) {
  analysis::LaneMatrix decibels;
  decibels.reshape(analysis::kMelBandCount, kStrokeWindowFrames);
  for (std::size_t band = 0; band < analysis::kMelBandCount; ++band)
    std::fill_n(decibels.row(band), kStrokeWindowFrames, -80.0f);
  for (const Strokes& strokes : all)
    for (const double at : strokes.frames)
      for (std::size_t band = strokes.first_band; band < strokes.band_end; ++band)
        std::fill_n(decibels.row(band) + std::lround(at), 4, -40.0f);
  analysis::OnsetBands onsets;
  onsets.measure(decibels);
  return onsets;
}

class StrokeTempogram : public analysis::LocalTempogram {
 public:
  explicit StrokeTempogram(const std::vector<Strokes>& all) { measure(onsets_of(all)); }
};

/// The place in the grid of tempi that is nearest to a period.
inline std::uint8_t place_of(double frames) {
  const double bpm = 60.0 * analysis::kFramesPerSecond / frames;
  return static_cast<std::uint8_t>(
      std::lround(std::log(bpm / analysis::kSlowestBpm) / analysis::kTempoStep));
}

}  // namespace airmark::testing
