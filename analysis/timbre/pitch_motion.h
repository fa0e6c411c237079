#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>

#include "analysis/timbre/partial_tracks.h"

namespace airmark::analysis {

/// How the pitches of a window move: whether they glide as a voice does, or waver in vibrato.
///
/// Method     Of each partial, weighed by its magnitude. Gliding: over six frames (140 ms) its
///            pitch follows a parabola more than 10 cents (root mean square) away from standing
///            still; what voices do all the time, and keyed or fretted notes do not (Regnier &
///            Peeters 2009 tell singing by the vibrato of its partials; the glide is found in less
///            time and in speech, too). Wavering: over 24 frames (0.56 s), freed from a straight
///            line, at least 60 % of its movement is one sine of 4 to 8 Hz and 10 to 150 cents;
///            rates from 3 to 12 Hz are compared, so that slower and faster ones do not pass.
/// Input      the partials of consecutive frames.
/// Output     shares in [0, 1]. Gliding: 0.06 for an orchestra or a piano, 0.3 for country songs,
///            0.6 for rap (medians of GTZAN), 0.96 for read speech; an animal's call or a slide
///            guitar glides as well.
/// Memory     none that grows.
/// Threads    none inside; one instance belongs to one thread.
class PitchMotion {
 public:
  PitchMotion();

  void start() noexcept;
  void add(std::span<const Partial> partials) noexcept;

  /// Share of what is tonal that glides; 0 where hardly anything is.
  double gliding_share() const noexcept;
  /// Share of sustained pitches that waver; empty where hardly any is.
  std::optional<double> wavering_share() const noexcept;

 private:
  static constexpr std::size_t kLowestRateHz = 3;
  static constexpr std::size_t kHighestRateHz = 12;
  using Curve = std::array<float, Partial::kRememberedFrames>;

  struct Share {
    double part = 0.0;
    double whole = 0.0;
    std::size_t count = 0;
    void add(double weight, bool counts) noexcept;
  };

  bool wavers(const Partial& partial) const noexcept;

  /// Sine and cosine of a rate, of length 1, at right angles to each other and to straight lines.
  std::array<std::array<Curve, 2>, kHighestRateHz - kLowestRateHz + 1> waves_;
  Curve slope_;
  Share gliding_;
  Share wavering_;
};

}  // namespace airmark::analysis
