#pragma once

#include "analysis/vocabulary/result.h"
#include "tools/sound_file/decoded_sound.h"

namespace airmark::tools {

/// Whether with_tempo() can be used; Unavailable where Rubber Band is missing.
Result<Done> check_tempo_change();

/// `factor` times as fast at the same pitch, so that the frames become frames / factor, rounded.
///
/// Method     Rubber Band's finer engine (R3), offline, one thread, channels together. The same
///            sound gives the same samples.
/// Errors     as check_tempo_change().
Result<DecodedSound> with_tempo(const DecodedSound& sound, double factor);

}  // namespace airmark::tools
