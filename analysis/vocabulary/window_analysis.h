#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/vocabulary/embedding45.h"
#include "analysis/vocabulary/gtzan58.h"
#include "analysis/vocabulary/loudness.h"
#include "analysis/vocabulary/mir103.h"
#include "analysis/vocabulary/musical.h"
#include "analysis/vocabulary/stream_time.h"

namespace airmark {

/// Bumped whenever any value of a WindowAnalysis changes on purpose; written into every output.
inline constexpr int kAnalysisVersion = 2;

/// Rate at which music is analysed, whatever rate it came at.
inline constexpr int kAnalysisRateHz = 22050;

/// Window starts are multiples of this many samples at kAnalysisRateHz.
inline constexpr int kHopFrames = 512;

/// What one window of audio measures: numbers with units and nothing else; no audio, no words,
/// no opinion.
struct WindowAnalysis {
  int analysis_version = kAnalysisVersion;
  StreamSpan window;  ///< At kAnalysisRateHz, counted from the stream's start.
  double source_rate_hz = 0.0;
  int source_channel_count = 0;
  std::int64_t lost_frames = 0;   ///< At the source rate: capture gap just before this window.
  bool starts_at_change = false;  ///< Other music begins with this window.
  double audible_ratio = 0.0;     ///< Share of frames louder than the silence gate, 0..1.
  Gtzan58Values gtzan58{};
  std::optional<Loudness> loudness;  ///< Empty where nothing passes the EBU R 128 gate.
  MusicalValues musical{};
  std::vector<TempoCandidate> tempo_candidates;  ///< Likeliest first; empty where there is no beat.
  std::optional<Key> key;                        ///< Empty where none stands out.
  std::optional<Mir103Values> mir103;            ///< Empty where it was not asked for.
  std::optional<Embedding45Values> embedding45;  ///< Empty where it was not asked for.

  bool operator==(const WindowAnalysis&) const = default;
};

/// A window with less than this share of audible frames is silence.
inline constexpr double kSilentRatio = 0.05;

inline bool is_silent(const WindowAnalysis& analysis) noexcept {
  return !(analysis.audible_ratio >= kSilentRatio);  // NaN is silent, too
}

}  // namespace airmark
