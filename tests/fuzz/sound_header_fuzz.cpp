#include <algorithm>
#include <cstring>
#include <string>

#include "tests/fuzz/bytes_as_text.h"
#include "tools/sound_file/byte_input.h"
#include "tools/sound_file/sound_header.h"

using namespace airmark;

namespace {

/// A pipe that gives seven bytes at a time, so that every field is once cut in two.
class Pieces final : public tools::ByteInput {
 public:
  explicit Pieces(std::string_view text) : text_(text) {}

  Result<std::size_t> read(std::span<std::byte> bytes) override {
    const std::size_t count = std::min({bytes.size(), text_.size(), std::size_t{7}});
    std::memcpy(bytes.data(), text_.data(), count);
    text_.remove_prefix(count);
    return count;
  }

 private:
  std::string_view text_;
};

}  // namespace

// Any bytes are a header that a reader can work with, or one sentence that names the stream.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  Pieces input(fuzzing::text_of(bytes, size));
  const auto header = tools::read_sound_header(input, "stdin");
  if (!header) {
    fuzzing::demand(header.error().message.find("stdin") != std::string::npos);
    return 0;
  }
  const tools::SoundHeader& found = header.value();
  fuzzing::demand(found.sample_rate_hz > 0 && found.channel_count > 0 && found.frame_bytes > 0);
  fuzzing::demand(found.header_bytes > 0 && found.header_bytes <= static_cast<std::int64_t>(size));
  fuzzing::demand(!found.audio_bytes || *found.audio_bytes >= 0);
  return 0;
}
