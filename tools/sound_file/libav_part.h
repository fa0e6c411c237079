#pragma once

#include <filesystem>
#include <memory>

#include "tools/sound_file/sound_formats.h"
#include "tools/sound_file/sound_source.h"

namespace airmark::tools {

/// What airmark_libav.so shows: libav_source.h without the loading.
struct LibavPart {
  static constexpr const char* kName = "airmark_libav";
  Result<std::unique_ptr<SoundSource>> (*open)(const std::filesystem::path& path);
  bool (*knows)(SoundFormat format);
};

}  // namespace airmark::tools
