#pragma once

#include <filesystem>
#include <memory>

#include "tools/sound_file/sound_source.h"

namespace airmark::tools {

/// The formats that libsndfile knows by their first bytes. Fails with BadData and the library's
/// own reason.
Result<std::unique_ptr<SoundSource>> open_with_sndfile(const std::filesystem::path& path);

}  // namespace airmark::tools
