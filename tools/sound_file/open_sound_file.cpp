#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <string_view>
#include <utility>

#include "tools/sound_file/byte_input.h"
#include "tools/sound_file/checked_source.h"
#include "tools/sound_file/libav_source.h"
#include "tools/sound_file/sndfile_source.h"
#include "tools/sound_file/sound_error.h"
#include "tools/sound_file/sound_header.h"
#include "tools/sound_file/sound_source.h"
#include "tools/sound_file/stream_source.h"

namespace airmark::tools {
namespace {

using OpenResult = Result<std::unique_ptr<SoundSource>>;
using Ownership = DescriptorInput::Ownership;

/// A file that exists, may be read and is not empty.
struct FoundFile {
  bool is_stream = false;        // a pipe or device: no size, no going back
  std::int64_t size_bytes = 0;   // of a regular file
  std::array<char, 12> start{};  // first bytes of a regular file
};

Result<int> open_descriptor(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return system_error(path.string(), errno);
  return descriptor;
}

Result<FoundFile> look_at(const std::filesystem::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return system_error(path.string(), errno);
  FoundFile found;
  if (S_ISDIR(status.st_mode))
    return Error{ErrorKind::BadData,
                 in_quotes(path.string()) + " is a folder; name the sound files in it"};
  found.is_stream = !S_ISREG(status.st_mode);
  if (found.is_stream) return found;
  found.size_bytes = status.st_size;
  if (found.size_bytes == 0)
    return Error{ErrorKind::BadData,
                 in_quotes(path.string()) + " is empty (0 bytes); copy or record it again"};
  const auto descriptor = open_descriptor(path);
  if (!descriptor) return descriptor.error();
  DescriptorInput input(descriptor.value(), Ownership::Owned, path.string());
  const auto got = read_fully(input, std::as_writable_bytes(std::span(found.start)));
  if (!got) return got.error();
  return found;
}

/// Formats that libsndfile reads and names by their first bytes. Without such a beginning it goes
/// by the file name, and takes any text named .au, .snd, .vox or .gsm for headerless audio.
bool begins_like_sndfile_format(std::string_view start) {
  constexpr std::array<std::string_view, 10> kMagics{"RIFF", "RIFX", "RF64", "riff", ".snd",
                                                     "dns.", "FORM", "fLaC", "OggS", "caff"};
  return std::ranges::any_of(kMagics,
                             [&](std::string_view magic) { return start.starts_with(magic); });
}

OpenResult open_as_stream(const std::filesystem::path& path) {
  const auto descriptor = open_descriptor(path);
  if (!descriptor) return descriptor.error();
  return open_stream_source(
      std::make_unique<DescriptorInput>(descriptor.value(), Ownership::Owned, path.string()),
      path.string(), std::nullopt);
}

Result<SoundHeader> header_of(const std::filesystem::path& path) {
  const auto descriptor = open_descriptor(path);
  if (!descriptor) return descriptor.error();
  DescriptorInput input(descriptor.value(), Ownership::Owned, path.string());
  return read_sound_header(input, path.string());
}

double seconds(std::int64_t bytes, const SoundHeader& header) {
  return static_cast<double>(bytes / header.frame_bytes) / header.sample_rate_hz;
}

/// libsndfile takes a file that was cut off for a shorter one, and one that was written into a pipe
/// for an empty one: both are decided here, from the header.
std::optional<OpenResult> open_by_header(const std::filesystem::path& path, const FoundFile& found,
                                         const Result<SoundHeader>& read) {
  if (!read || !read.value().layout) return std::nullopt;
  const SoundHeader* header = &read.value();
  const std::int64_t present = found.size_bytes - header->header_bytes;
  if (header->audio_bytes) {
    if (*header->audio_bytes < present + header->frame_bytes) return std::nullopt;
    return cut_off(path.string(), seconds(*header->audio_bytes, *header),
                   seconds(present, *header));
  }
  const bool really_empty = header->empty_file_bytes == found.size_bytes;
  if (really_empty || present < header->frame_bytes) return no_audio_in(path.string());
  return open_as_stream(path);
}

/// AIFF says its whole size after the first word, in big-endian order.
std::int64_t promised_aiff_bytes(const FoundFile& found) {
  std::int64_t size = 0;
  for (std::size_t n = 4; n < 8; ++n)
    size = (size << 8) | static_cast<unsigned char>(found.start[n]);
  return size + 8;
}

OpenResult open_by_library(const std::filesystem::path& path, const FoundFile& found,
                           const Result<SoundHeader>& header) {
  const std::string_view start(found.start.data(), found.start.size());
  if (!begins_like_sndfile_format(start)) return open_with_libav(path);
  if (start.starts_with("FORM") && promised_aiff_bytes(found) > found.size_bytes)
    return cut_off_bytes(path.string(), promised_aiff_bytes(found), found.size_bytes);
  auto source = open_with_sndfile(path);
  if (source) return source;
  auto other = open_with_libav(path);  // a WAV or OGG around a coding that libsndfile lacks
  if (other) return other;
  const bool header_is_ours = start.starts_with("RIFF") || start.starts_with(".snd");
  if (header_is_ours && !header) return header.error();
  return source;
}

/// MP3 and AAC (in RIFF, too) are counted in whole packets with the encoder's padding: a second, or
/// a hundredth of a long file, may be missing. The other formats say exactly what they hold, and
/// uncompressed RIFF was measured before it was opened.
std::int64_t allowed_shortfall_frames(const SoundSource& source, const FoundFile& found) {
  const std::string_view start(found.start.data(), found.start.size());
  const bool exact = begins_like_sndfile_format(start) && !start.starts_with("RIFF");
  if (exact) return 0;
  const double promised = static_cast<double>(source.frame_count().value_or(0));
  return std::llround(std::max(source.sample_rate_hz(), 0.01 * promised));
}

}  // namespace

OpenResult open_sound_file(const std::filesystem::path& path) {
  const auto found = look_at(path);
  if (!found) return found.error();
  if (found.value().is_stream) {
    auto stream = open_as_stream(path);
    if (!stream) return stream;
    return check_source(std::move(stream).value(), path.string(), 0);
  }
  const Result<SoundHeader> header = header_of(path);
  auto by_header = open_by_header(path, found.value(), header);
  OpenResult source =
      by_header ? std::move(*by_header) : open_by_library(path, found.value(), header);
  if (!source) return source;
  if (source.value()->frame_count() == 0) return no_audio_in(path.string());
  const std::int64_t shortfall = allowed_shortfall_frames(*source.value(), found.value());
  return check_source(std::move(source).value(), path.string(), shortfall);
}

OpenResult open_sound_pipe(int descriptor, const std::optional<PcmFormat>& format,
                           std::stop_token stop) {
  const std::string name(kStandardInputName);
  auto input =
      std::make_unique<DescriptorInput>(descriptor, Ownership::Borrowed, name, std::move(stop));
  auto stream = open_stream_source(std::move(input), name, format);
  if (!stream) return stream;
  return check_source(std::move(stream).value(), name, 0);
}

}  // namespace airmark::tools
