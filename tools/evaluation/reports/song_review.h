#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "tools/evaluation/clip_answer.h"

namespace airmark::tools {

/// How often songs of a genre were called another one.
struct Mistaken {
  std::string predicted;  ///< "" where there was no answer.
  std::size_t count = 0;
};

/// What one tagger made of the songs of one genre. Pointers are valid as long as the answers are.
struct GenreReview {
  std::string genre;
  std::size_t clip_count = 0;
  std::size_t right_count = 0;
  std::vector<Mistaken> mistaken_for;              ///< Most frequent first, then by name.
  std::vector<const ClipAnswer*> surest_mistakes;  ///< At most kNamedSongs.
};

/// How many songs a list of examples names.
inline constexpr std::size_t kNamedSongs = 10;

/// One per genre that has songs, in alphabetical order. Songs trained on do not count here or
/// below.
std::vector<GenreReview> review_genres(const TaggerAnswers& tagger);

/// Wrong answers, the most confident first; ties in the order of the dataset. At most kNamedSongs.
std::vector<const ClipAnswer*> surest_mistakes(const TaggerAnswers& tagger);

/// Right answers, the least confident first. At most kNamedSongs.
std::vector<const ClipAnswer*> least_sure_hits(const TaggerAnswers& tagger);

/// A song that no tagger got right, and what each of them said ("" where none).
struct HardSong {
  std::string file;
  std::string actual_genre;
  std::vector<std::string> predicted;  ///< One per tagger.
};

/// Songs that every tagger got wrong, in the order of the dataset: candidates for a wrong label.
/// Songs that one of them was trained on are left out.
std::vector<HardSong> hard_songs(std::span<const TaggerAnswers> taggers);

}  // namespace airmark::tools
