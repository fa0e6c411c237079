#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace airmark {

/// Lower-case letters and digits of `name`; "&" counts as "and". Bytes beyond ASCII are kept, so
/// that a foreign name, or a cut one that ends in "…", is not mistaken for the ASCII rest of it.
std::string folded_name(std::string_view name);

/// The tags that airmark's own taggers give, in alphabetical order, from config/genres.json.
const std::vector<std::string>& genre_identifiers();

/// The identifier that `name` stands for ("Hip-Hop" → "hiphop"): case, blanks and punctuation do
/// not matter. Empty where it is no known genre.
std::optional<std::string> genre_identifier(std::string_view name);

/// The genre that a label on a recording stands for: as genre_identifier(), and a sub-genre stands
/// for its genre ("delta blues" → "blues"). A function of its own because a label may be narrower
/// than the list, while an answer may not: a tagger was told the list, and what it says beside it
/// is to be seen as such.
std::optional<std::string> genre_of_label(std::string_view label);

/// The genre that another one is a kind of ("metal" → "rock"). Empty for most.
std::optional<std::string> parent_genre(std::string_view identifier);

/// The name a person reads ("hip-hop"). Requires a known identifier.
std::string genre_display_name(std::string_view identifier);

/// The identifier a person most likely meant by an unknown `name` ("regae" → "reggae"), for an
/// error message. Empty where nothing is near: more than a third of the letters would change.
std::optional<std::string> nearest_genre_identifier(std::string_view name);

}  // namespace airmark
