#pragma once

#include <filesystem>
#include <memory>

#include "tools/sound_file/sound_formats.h"
#include "tools/sound_file/sound_source.h"

namespace airmark::tools {

/// MP3, M4A/AAC and what else libavformat reads from a single file: the first audio stream, at its
/// own rate and channels. Playlists and network addresses are never followed: only formats on a
/// list of containers are tried, and only the file itself is opened.
Result<std::unique_ptr<SoundSource>> open_with_libav(const std::filesystem::path& path);

/// Whether the libav that is in use has both a reader of the container and a decoder.
bool libav_knows(SoundFormat format);

}  // namespace airmark::tools
