#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>

#include "analysis/rhythm/accents.h"

namespace airmark::analysis {

/// What happens in the course of a beat, on average, and what that says about the feel.
///
/// Method     accents between each two beats are read at kPhaseCount equal steps and summed, those
///            after every other beat apart. Where the bass falls between the beats and not on them,
///            the beats are taken to be there: a listener's foot follows the bass.
/// Memory     nothing on the heap.
/// Threads    none inside; one instance belongs to one thread.
class BeatProfile {
 public:
  static constexpr std::size_t kPhaseCount = 48;

  /// Beats are frames, ascending.
  void measure(const Accents& accents, std::span<const std::size_t> beats);

  /// How the two halves of a beat differ in length: first over second, 1 is straight, 2 is triplet
  /// swing. The halves meet at the strongest accent between 0.4 and 0.82 of the beat, told from the
  /// accent on the beat (swing ratio: Friberg & Sundström 2002). Empty where nothing stands out
  /// there, where the beat is divided in four, and where beats are closer than 0.3 s.
  std::optional<double> swing_ratio() const noexcept;

  /// Share of the accents above the bass that falls on the half of the beat (where it swings: on
  /// the second part), of those there and on the beat, each within an eighth of a beat. 0.5: as
  /// strong as on the beat. Empty where there is neither.
  std::optional<double> offbeat_emphasis() const noexcept;

  /// Share of the accents above the bass that falls on every other beat, of those on all beats. The
  /// other beats are those that have the lesser share of the bass's accents or, where the bass does
  /// not tell, the greater of the others'. Rock's snare drum on 2 and 4 is above 0.5; 0.5: all
  /// beats alike; below: the strong beat is the bass's too. Empty where there is no accent on a
  /// beat.
  std::optional<double> backbeat_emphasis() const noexcept;

 private:
  void follow_bass();
  std::size_t offbeat_phase() const noexcept;

  std::array<double, 2 * kPhaseCount> bass_{};   // two beats
  std::array<double, 2 * kPhaseCount> upper_{};  // the same
  std::array<double, kPhaseCount> beat_{};       // upper_, both beats together
  double period_s_ = 0.0;
};

}  // namespace airmark::analysis
