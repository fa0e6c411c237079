#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "analysis/tonality/note_peaks.h"

namespace airmark::analysis {

/// Strength of the twelve pitch classes, C first.
using PitchClasses = std::array<double, 12>;

/// Where in the range of pitches one listens.
enum class Register : std::size_t { Bass, Treble, Chord };
inline constexpr std::size_t kRegisterCount = 3;

/// The pitch classes of each frame in three registers.
///
/// Method     each peak counts for the nearest semitone of the tuned grid with its magnitude, less
///            the farther it is off: cos^2 of half a turn per semitone (Gomez 2006, "Tonal
///            Description of Music Audio Signals", 3.2). Registers fade in and out over an octave:
///            with hard limits noise, which has more peaks where semitones are wide, would favour
///            the classes below each limit. Bass is E1 to B2, treble from there to B6, chord C2 to
///            B6.
/// Memory     allocates only for a longer window than ever before.
/// Threads    none inside; one instance belongs to one thread.
class RegisterChroma {
 public:
  RegisterChroma();

  void measure(const NotePeaks& peaks);

  /// One per frame of the peaks.
  std::span<const PitchClasses> frames(Register which) const noexcept {
    return frames_[static_cast<std::size_t>(which)];
  }

 private:
  static constexpr int kLowestNote = 28;  ///< E1, a bass guitar's lowest string.
  static constexpr int kNoteCount = 68;

  void add(const NotePeak& peak, std::size_t frame, double tuning, double cosine, double sine);

  std::array<std::array<double, kRegisterCount>, kNoteCount> weights_{};
  std::array<std::vector<PitchClasses>, kRegisterCount> frames_;
};

}  // namespace airmark::analysis
