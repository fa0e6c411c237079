#include "analysis/tonality/register_chroma.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace airmark::analysis {
namespace {

/// 0 up to `from`, 1 beyond `to`, smooth between.
double fade_in(double note, double from, double to) {
  const double part = std::clamp((note - from) / (to - from), 0.0, 1.0);
  const double sine = std::sin(0.5 * std::numbers::pi * part);
  return sine * sine;
}

}  // namespace

RegisterChroma::RegisterChroma() {
  for (int n = 0; n < kNoteCount; ++n) {
    const double note = kLowestNote + n;
    const double treble = fade_in(note, 42.0, 54.0);
    const double top = 1.0 - fade_in(note, 84.0, 96.0);
    weights_[static_cast<std::size_t>(n)] = {1.0 - treble, treble * top,
                                             fade_in(note, 36.0, 48.0) * top};
  }
}

void RegisterChroma::measure(const NotePeaks& peaks) {
  for (std::vector<PitchClasses>& frames : frames_)
    frames.assign(peaks.frame_count(), PitchClasses{});
  const double angle = 2.0 * std::numbers::pi * peaks.tuning();
  const double cosine = std::cos(angle);
  const double sine = std::sin(angle);
  for (std::size_t t = 0; t < peaks.frame_count(); ++t)
    for (const NotePeak& peak : peaks.frame(t)) add(peak, t, peaks.tuning(), cosine, sine);
}

void RegisterChroma::add(const NotePeak& peak, std::size_t frame, double tuning, double cosine,
                         double sine) {
  const auto note =
      static_cast<int>(std::floor(static_cast<double>(peak.pitch) - tuning + 0.5)) - kLowestNote;
  if (note < 0 || note >= kNoteCount) return;
  // cos^2(pi d) = (1 + cos(2 pi d)) / 2 with d = pitch - tuning.
  const double nearness = 0.5 * (1.0 + static_cast<double>(peak.cosine) * cosine +
                                 static_cast<double>(peak.sine) * sine);
  const double strength = static_cast<double>(peak.magnitude) * nearness;
  const auto pitch_class = static_cast<std::size_t>(note + kLowestNote) % 12;
  const auto& weights = weights_[static_cast<std::size_t>(note)];
  for (std::size_t r = 0; r < kRegisterCount; ++r)
    frames_[r][frame][pitch_class] += weights[r] * strength;
}

}  // namespace airmark::analysis
