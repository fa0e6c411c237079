#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace airmark::llm {

/// Text for people and logs: control characters, invisible and direction-changing characters become
/// one blank, broken UTF-8 becomes U+FFFD, blanks at the ends go. At most `longest_bytes`, cut
/// between characters.
std::string readable(std::string_view text, std::size_t longest_bytes);

/// Text from outside that is to stand inside a prompt: as readable(), and every sign with which a
/// prompt, a chat template or a JSON text could be opened or closed (quotes, braces, brackets,
/// < > ` | # * = ~ \ _ $ @ and their full-width look-alikes) becomes a blank; runs of blanks are
/// one, runs of dashes are one. So a value is one line without structure, whatever it says.
std::string quotable(std::string_view text, std::size_t longest_bytes);

}  // namespace airmark::llm
