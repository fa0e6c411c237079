#pragma once

#include "tools/sound_file/decoded_sound.h"

namespace airmark::tools {

/// Louder by `gain_db`, or quieter where it is negative. Nothing is clipped: what comes above full
/// scale stays there, as in a player that has headroom.
DecodedSound with_gain(DecodedSound sound, double gain_db);

}  // namespace airmark::tools
