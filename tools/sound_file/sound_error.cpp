#include "tools/sound_file/sound_error.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "tools/sound_file/sound_source.h"

namespace airmark::tools {

std::string in_quotes(std::string_view name) {
  if (name == kStandardInputName) return std::string(name);
  return "'" + std::string(name) + "'";
}

std::string seconds_text(double duration_s) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.3f s", duration_s);
  return text.data();
}

Error not_a_sound_file(std::string_view name) {
  return {ErrorKind::BadData,
          in_quotes(name) +
              " is not a sound file that airmark can read, whatever its name says; give it WAV, "
              "AU, AIFF, FLAC, OGG, Opus, MP3 or M4A"};
}

Error damaged_file(std::string_view name, std::string_view what_is_wrong) {
  while (what_is_wrong.ends_with('.') || what_is_wrong.ends_with(' '))
    what_is_wrong.remove_suffix(1);
  return {ErrorKind::BadData, in_quotes(name) + " is damaged (" + std::string(what_is_wrong) +
                                  "); copy or export it again"};
}

Error no_audio_in(std::string_view name) {
  return {ErrorKind::BadData,
          in_quotes(name) + " holds no audio; record or export it again, or name another file"};
}

namespace {

Error cut_off_at(std::string_view name, const std::string& promised, const std::string& present) {
  return {ErrorKind::BadData, in_quotes(name) + " is cut off: its header promises " + promised +
                                  ", but only " + present +
                                  " can be read; copy it again, or save the rest with ffmpeg"};
}

}  // namespace

Error cut_off(std::string_view name, double promised_s, double present_s) {
  return cut_off_at(name, seconds_text(promised_s) + " of audio", seconds_text(present_s));
}

Error cut_off_bytes(std::string_view name, std::int64_t promised_bytes,
                    std::int64_t present_bytes) {
  return cut_off_at(name, std::to_string(promised_bytes) + " bytes", std::to_string(present_bytes));
}

Error too_many_channels(std::string_view name, int channel_count) {
  return {ErrorKind::BadData, in_quotes(name) + " has " + std::to_string(channel_count) +
                                  " channels, and airmark takes up to " +
                                  std::to_string(kMostChannels) +
                                  "; mix it down with ffmpeg -ac 2"};
}

Error system_error(std::string_view name, int error_number) {
  switch (error_number) {
    case ENOENT:
    case ENOTDIR:
      return {ErrorKind::NotFound, "there is no file " + in_quotes(name) + "; check the path"};
    case EACCES:
    case EPERM:
      return {ErrorKind::Refused,
              in_quotes(name) + " may not be read by this user; allow it with chmod +r"};
    default:
      return {ErrorKind::InputOutput, in_quotes(name) + " cannot be read (" +
                                          std::strerror(error_number) +
                                          "); check the disk or the connection behind it"};
  }
}

}  // namespace airmark::tools
