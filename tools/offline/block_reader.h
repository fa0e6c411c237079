#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>

#include "analysis/vocabulary/audio_block.h"
#include "analysis/vocabulary/result.h"
#include "tools/sound_file/sound_source.h"

namespace airmark::tools {

/// The part of a recording that is looked at.
struct Excerpt {
  double start_s = 0.0;
  std::optional<double> duration_s;  ///< Empty: to the end.
};

/// How much of a source was read.
struct ReadFrames {
  std::int64_t skipped = 0;  ///< Before the excerpt.
  std::int64_t given = 0;    ///< Of the excerpt.
};

/// Reads an excerpt in blocks, counted from frame 0 at its start, until `on_block` returns false,
/// the excerpt or the source ends, or `stop` is requested.
Result<ReadFrames> for_each_block(SoundSource& source, const Excerpt& excerpt,
                                  const std::function<bool(const AudioBlock&)>& on_block,
                                  const std::stop_token& stop);

}  // namespace airmark::tools
