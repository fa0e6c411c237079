#pragma once

#include "tools/sound_file/decoded_sound.h"

namespace airmark::tools {

/// The middle `duration_s`, sample for sample; a sound that is not longer stays whole.
DecodedSound middle_of(DecodedSound sound, double duration_s);

}  // namespace airmark::tools
