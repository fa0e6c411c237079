#pragma once

#include "analysis/vocabulary/result.h"
#include "tools/sound_file/decoded_sound.h"

namespace airmark::tools {

/// Whether through_mp3() can be used; Unavailable where libav, or its encoder, is missing.
Result<Done> check_mp3_coding();

/// What is left of a sound after MP3 at a constant bit rate, in memory.
///
/// Method     LAME behind libav's encoder "libmp3lame", then libav's decoder; what both add before
///            and behind is taken off, so that each frame stays in its place.
/// Output     as many frames and channels as before. Where MP3 has no such rate (it ends at 48 kHz)
///            the sound is first resampled to the next that it has, and stays there; of more than
///            two channels it is their mean. LAME takes the nearest bit rate that a rate has.
/// Errors     as check_mp3_coding(); Internal where libav fails.
Result<DecodedSound> through_mp3(const DecodedSound& sound, int bits_per_s);

}  // namespace airmark::tools
