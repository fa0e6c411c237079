#pragma once

#include "tools/sound_file/decoded_sound.h"

namespace airmark::tools {

inline constexpr int kButterworthOrder = 4;

/// Only what is above `cutoff_hz`, where 3 dB are missing; 24 dB per octave below.
///
/// Method     Butterworth of order 4 as two sections of second order, in double precision, made of
///            the analogue ones by the bilinear transform with the cut-off kept in its place
///            (Oppenheim and Schafer, "Discrete-Time Signal Processing", 3rd ed. 2010, 7.2.2):
///            |H(f)|² = 1 / (1 + (tan(π·cutoff/rate) / tan(π·f/rate))^8). Delays as such a filter
///            does, and begins from silence.
/// Requires   a cut-off below half the rate.
DecodedSound high_passed(DecodedSound sound, double cutoff_hz);

/// The same with what is below: |H(f)|² = 1 / (1 + (tan(π·f/rate) / tan(π·cutoff/rate))^8). A sound
/// whose rate holds nothing above the cut-off stays as it is.
DecodedSound low_passed(DecodedSound sound, double cutoff_hz);

}  // namespace airmark::tools
