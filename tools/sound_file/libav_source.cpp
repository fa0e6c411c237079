#include "tools/sound_file/libav_source.h"

#include "analysis/vocabulary/loaded_part.h"
#include "tools/sound_file/libav_part.h"

namespace airmark::tools {

Result<std::unique_ptr<SoundSource>> open_with_libav(const std::filesystem::path& path) {
  const auto libav = loaded<LibavPart>();
  if (!libav) return libav.error();
  return libav.value()->open(path);
}

bool libav_knows(SoundFormat format) {
  const auto libav = loaded<LibavPart>();
  return libav && libav.value()->knows(format);
}

}  // namespace airmark::tools
