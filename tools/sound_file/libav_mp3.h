#pragma once

#include "analysis/vocabulary/result.h"
#include "tools/sound_file/decoded_sound.h"

namespace airmark::tools {

// Inside airmark_libav.so; see mp3_coding.h.

bool libav_encodes_mp3();
/// Requires libav_encodes_mp3().
Result<DecodedSound> libav_through_mp3(const DecodedSound& sound, int bits_per_s);

}  // namespace airmark::tools
