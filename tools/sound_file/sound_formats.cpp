#include "tools/sound_file/sound_formats.h"

#include "tools/sound_file/libav_source.h"
#include "tools/sound_file/sndfile_source.h"

namespace airmark::tools {

std::string_view sound_format_name(SoundFormat format) {
  switch (format) {
    case SoundFormat::Wav:
      return "WAV";
    case SoundFormat::Flac:
      return "FLAC";
    case SoundFormat::OggVorbis:
      return "Ogg Vorbis";
    case SoundFormat::Opus:
      return "Opus";
    case SoundFormat::Mp3:
      return "MP3";
    case SoundFormat::Aac:
      return "M4A/AAC";
  }
  return {};
}

bool can_decode(SoundFormat format) { return sndfile_knows(format) || libav_knows(format); }

}  // namespace airmark::tools
