#pragma once

#include <memory>
#include <stop_token>

#include "analysis/vocabulary/result.h"
#include "tools/sound_file/decoded_sound.h"
#include "tools/sound_file/sound_source.h"

namespace airmark::tools {

/// Reads a source to its end, or to where `stop` was requested.
/// Memory     four bytes per sample: 21 MB a minute of stereo at 44.1 kHz.
Result<DecodedSound> decode(SoundSource& source, const std::stop_token& stop);

/// The sound as a source, from its first frame.
std::unique_ptr<SoundSource> source_of(DecodedSound sound);

}  // namespace airmark::tools
