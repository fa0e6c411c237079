#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "tools/sound_file/sound_source.h"

namespace airmark::tools {

/// Lets only numbers that sound can be made of through (is_usable()), and notices a stream that
/// ends before its header says so. `shortfall_frames` may be missing at the end: containers of
/// compressed sound count in packets.
std::unique_ptr<SoundSource> check_source(std::unique_ptr<SoundSource> source, std::string name,
                                          std::int64_t shortfall_frames);

}  // namespace airmark::tools
