#include <array>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

#include "tools/sound_file/sound_source.h"

namespace airmark::tools {
namespace {

constexpr int kLowestRateHz = 1000;
constexpr int kHighestRateHz = 768000;

std::optional<PcmFormat::Encoding> encoding_named(std::string_view name) {
  using Encoding = PcmFormat::Encoding;
  constexpr std::array<std::pair<std::string_view, Encoding>, 4> kNames{
      {{"s16le", Encoding::S16le},
       {"s24le", Encoding::S24le},
       {"s32le", Encoding::S32le},
       {"f32le", Encoding::F32le}}};
  for (const auto& [known, encoding] : kNames)
    if (known == name) return encoding;
  return std::nullopt;
}

std::optional<int> integer_between(std::string_view text, int lowest, int highest) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (value < lowest || value > highest) return std::nullopt;
  return value;
}

}  // namespace

Result<PcmFormat> parse_pcm_format(const std::string& text) {
  const std::size_t first = text.find(':');
  const std::size_t second = first == std::string::npos ? first : text.find(':', first + 1);
  if (second != std::string::npos) {
    const std::string_view view = text;
    const auto encoding = encoding_named(view.substr(0, first));
    const auto rate_hz =
        integer_between(view.substr(first + 1, second - first - 1), kLowestRateHz, kHighestRateHz);
    const auto channel_count = integer_between(view.substr(second + 1), 1, kMostChannels);
    if (encoding && rate_hz && channel_count) return PcmFormat{*encoding, *rate_hz, *channel_count};
  }
  return Error{ErrorKind::Usage,
               "--pcm '" + text +
                   "' is not ENCODING:RATE:CHANNELS; encodings are s16le, s24le, s32le and f32le, "
                   "rates 1000 to 768000 Hz, channels 1 to 64, for example s16le:44100:2"};
}

}  // namespace airmark::tools
