#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/vocabulary/result.h"
#include "tools/evaluation/clip_answer.h"

namespace airmark::tools {

inline constexpr std::string_view kTaggedSongsFile = "tagged_songs.json";

/// A list with one object per tagger and song, one a line: config/tagged_songs.schema.json. Taggers
/// in their order, songs in the dataset's. No latencies: they differ between two runs.
std::string tagged_songs_json(std::span<const TaggerAnswers> taggers);

/// What tagged_songs_json() wrote, but for usage, key indicators and components. NotFound without
/// the file, BadData where it is none of ours; both name it. Why an answer failed is known as a
/// sentence only: its kind is Internal.
Result<std::vector<TaggerAnswers>> read_tagged_songs(const std::filesystem::path& folder);

}  // namespace airmark::tools
