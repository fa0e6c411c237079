#pragma once

#include "tools/sound_file/decoded_sound.h"

namespace airmark::tools {

/// What airmark_rubberband.so shows: with_tempo() without the loading.
struct RubberBandPart {
  static constexpr const char* kName = "airmark_rubberband";
  DecodedSound (*with_tempo)(const DecodedSound& sound, double factor);
};

}  // namespace airmark::tools
