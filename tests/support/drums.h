#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace airmark::testing {

enum class Drum { Kick, Snare, HiHat, Chord };

/// Plays strokes into a track at kAnalysisRateHz, mono, full scale ±1; the same on every machine.
/// A chord is a guitar's short muted one: middle and high, no bass.
class DrumTrack {
 public:
  explicit DrumTrack(double duration_s);

  void play(Drum drum, double at_s, double amplitude = 0.5);

  /// Rock: kick on 1 and 3, snare on 2 and 4, hi-hat on eighths, which swing by this ratio. Returns
  /// when the last bar ends; bars that do not fit are not begun.
  double play_rock(double from_s, double until_s, double bpm, double swing_ratio = 1.0);

  const std::vector<float>& samples() const noexcept { return samples_; }

 private:
  std::vector<float> samples_;
  std::uint32_t noise_ = 99;
};

}  // namespace airmark::testing
