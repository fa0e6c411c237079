#include "tools/sound_file/mp3_coding.h"

#include "analysis/vocabulary/loaded_part.h"
#include "tools/sound_file/libav_part.h"

namespace airmark::tools {

Result<Done> check_mp3_coding() {
  const auto libav = loaded<LibavPart>();
  if (!libav) return libav.error();
  if (libav.value()->encodes_mp3()) return Done{};
  return Error{
      ErrorKind::Unavailable,
      "the libavcodec that is installed has no MP3 encoder (libmp3lame); install Debian's, "
      "or leave out the perturbation mp3"};
}

Result<DecodedSound> through_mp3(const DecodedSound& sound, int bits_per_s) {
  if (const auto usable = check_mp3_coding(); !usable) return usable.error();
  return loaded<LibavPart>().value()->through_mp3(sound, bits_per_s);
}

}  // namespace airmark::tools
