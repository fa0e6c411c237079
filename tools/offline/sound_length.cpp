#include "tools/offline/sound_length.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "analysis/analysis_pipeline.h"
#include "tools/sound_file/sound_error.h"

namespace airmark::tools {
namespace {

std::string plain(double number) {
  std::array<char, 32> text;
  std::snprintf(text.data(), text.size(), "%g", number);
  return text.data();
}

}  // namespace

std::optional<double> expected_duration_s(const SoundSource& source, const Excerpt& excerpt) {
  std::optional<double> length_s = excerpt.duration_s;
  if (const auto frames = source.frame_count()) {
    const double left_s =
        std::max(0.0, static_cast<double>(*frames) / source.sample_rate_hz() - excerpt.start_s);
    length_s = std::min(left_s, length_s.value_or(left_s));
  }
  return length_s;
}

Result<double> checked_duration_s(std::string_view name, const SoundSource& source,
                                  const Excerpt& excerpt, const ReadFrames& read, double shortest_s,
                                  std::string_view purpose) {
  const double rate_hz = source.sample_rate_hz();
  const double given_s = static_cast<double>(read.given) / rate_hz;
  if (read.given == 0 && read.skipped > 0)
    return Error{ErrorKind::BadData, in_quotes(name) + " lasts " +
                                         seconds_text(static_cast<double>(read.skipped) / rate_hz) +
                                         "; choose a --start before its end, not " +
                                         plain(excerpt.start_s)};
  if (read.given == 0) return no_audio_in(name);
  if (given_s < shortest_s)
    return Error{ErrorKind::BadData, in_quotes(name) + " gives " + seconds_text(given_s) +
                                         " of audio; to " + std::string(purpose) +
                                         " it airmark needs at least " + plain(shortest_s) + " s"};
  return given_s;
}

Error too_long_to_describe(std::string_view name) {
  return {ErrorKind::BadData, in_quotes(name) + " is longer than " +
                                  plain(analysis::kLongestWindowS) +
                                  " s; describe a part of it with --start and --duration, or let "
                                  "`airmark tag` cut it into windows"};
}

}  // namespace airmark::tools
