#pragma once

#include <filesystem>
#include <memory>

#include "tools/sound_file/decoded_sound.h"
#include "tools/sound_file/sound_formats.h"
#include "tools/sound_file/sound_source.h"

namespace airmark::tools {

/// What airmark_libav.so shows: libav_source.h and mp3_coding.h without the loading.
struct LibavPart {
  static constexpr const char* kName = "airmark_libav";
  Result<std::unique_ptr<SoundSource>> (*open)(const std::filesystem::path& path);
  bool (*knows)(SoundFormat format);
  bool (*encodes_mp3)();
  Result<DecodedSound> (*through_mp3)(const DecodedSound& sound, int bits_per_s);
};

}  // namespace airmark::tools
