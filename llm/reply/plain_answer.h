#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "llm/reply/genre_names.h"

namespace airmark::llm {

/// What a reply in prose says plainly.
struct PlainAnswer {
  std::string genre;
  std::optional<double> confidence;
};

/// The genre that a reply without JSON names as its answer: the whole reply is a genre's name, or
/// a sentence says "the genre is X", "answer: X", "classified as X", "this is an X track". Empty
/// where there is none, where two differ, and where the sentence doubts or denies it.
std::optional<PlainAnswer> read_plain_answer(std::string_view text, const GenreNames& names);

/// 0..1 from a share (0.8), a percentage (80, "80 %"), or a mark ("8/10"); empty for anything else.
std::optional<double> read_confidence(std::string_view text);

}  // namespace airmark::llm
