#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace airmark::llm {

/// What could be read of an object that is almost JSON.
struct MendedObject {
  std::string json;            ///< Strict JSON.
  std::size_t byte_count = 0;  ///< How far it reaches in the text.
};

/// Reads the object that `text` begins with, as language models write it: trailing or missing
/// commas, single quotes, bare keys, needless escapes (\_), raw control characters, quotes within
/// quotes, Python's True and None. Where the text is cut off or broken, what was complete is kept:
/// a cut string ends in "…", so that it equals no word, and a cut number is dropped. Empty where
/// not one pair of key and value can be read.
///
/// Input      valid UTF-8.
/// Guarantee  never throws but for memory; nesting beyond 32 counts as damage.
std::optional<MendedObject> mend_object(std::string_view text);

}  // namespace airmark::llm
