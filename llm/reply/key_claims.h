#pragma once

#include <string_view>
#include <vector>

#include "analysis/vocabulary/musical.h"

namespace airmark::llm {

/// A key as it is named in a text.
struct KeyClaim {
  Key key;
  std::string_view text;  ///< Where it stands in the text that was read.
};

/// The keys that a text names: "A minor", "B flat major", "F# minor", "E♭-major". The tonic is a
/// capital letter; "A minor part" at the head of a sentence is none.
std::vector<KeyClaim> key_claims(std::string_view text);

}  // namespace airmark::llm
