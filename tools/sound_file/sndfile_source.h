#pragma once

#include <filesystem>
#include <memory>

#include "tools/sound_file/sound_formats.h"
#include "tools/sound_file/sound_source.h"

namespace airmark::tools {

/// The formats that libsndfile knows by their first bytes. Fails with BadData and the library's
/// own reason.
Result<std::unique_ptr<SoundSource>> open_with_sndfile(const std::filesystem::path& path);

/// Whether the libsndfile that is in use was built with this format; false for those that
/// open_sound_file() never gives it.
bool sndfile_knows(SoundFormat format);

}  // namespace airmark::tools
