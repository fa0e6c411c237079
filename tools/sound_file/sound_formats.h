#pragma once

#include <array>
#include <string_view>

namespace airmark::tools {

/// The formats that people ask for by name.
enum class SoundFormat { Wav, Flac, OggVorbis, Opus, Mp3, Aac };

inline constexpr std::array kSoundFormats{SoundFormat::Wav,       SoundFormat::Flac,
                                          SoundFormat::OggVorbis, SoundFormat::Opus,
                                          SoundFormat::Mp3,       SoundFormat::Aac};

/// As people write it: "Ogg Vorbis", "M4A/AAC".
std::string_view sound_format_name(SoundFormat format);

/// Whether open_sound_file() has a decoder for it in the libraries that are in use.
bool can_decode(SoundFormat format);

}  // namespace airmark::tools
