#pragma once

#include "tools/doctor/finding.h"

namespace airmark::tools {

/// Reads a small WAV file back through the reader of every file, sample by sample. The file is made
/// in memory; nothing is written to a disk.
Finding check_decoding();

/// Which formats the libraries in use have decoders for.
Finding check_sound_formats();

}  // namespace airmark::tools
