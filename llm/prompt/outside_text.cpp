#include "llm/prompt/outside_text.h"

namespace airmark::llm {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

struct Character {
  char32_t code = kReplacement;
  std::size_t byte_count = 1;
};

std::size_t length_of(unsigned char first) {
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return 2;
  if (first >= 0xE0 && first <= 0xEF) return 3;
  if (first >= 0xF0 && first <= 0xF4) return 4;
  return 0;
}

/// The character that `text`, not empty, begins with; U+FFFD for one byte that begins none.
/// RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
Character first_character(std::string_view text) {
  const auto byte = [&](std::size_t n) { return static_cast<unsigned char>(text[n]); };
  const std::size_t length = length_of(byte(0));
  if (length == 1) return {byte(0), 1};
  if (length == 0 || text.size() < length) return {};
  char32_t code = byte(0) & (0x7Fu >> length);
  for (std::size_t n = 1; n < length; ++n) {
    if ((byte(n) & 0xC0u) != 0x80u) return {};
    code = (code << 6) | (byte(n) & 0x3Fu);
  }
  const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (overlong || surrogate || code > 0x10FFFF) return {};
  return {code, length};
}

bool is_between(char32_t code, char32_t lowest, char32_t highest) {
  return code >= lowest && code <= highest;
}

/// Controls, zero-width and direction marks, line separators, variation selectors, tags.
bool is_invisible(char32_t code) {
  return code < 0x20 || is_between(code, 0x7F, 0xA0) || code == 0xAD || code == 0x34F ||
         code == 0x61C || is_between(code, 0x115F, 0x1160) || is_between(code, 0x17B4, 0x17B5) ||
         is_between(code, 0x180B, 0x180F) || is_between(code, 0x2000, 0x200F) ||
         is_between(code, 0x2028, 0x202F) || is_between(code, 0x205F, 0x206F) || code == 0x3000 ||
         code == 0x3164 || is_between(code, 0xFE00, 0xFE0F) || code == 0xFEFF || code == 0xFFA0 ||
         is_between(code, 0xFFF0, 0xFFFC) || is_between(code, 0xE0000, 0xE0FFF);
}

/// Signs that open or close something in prompts, chat templates, Markdown, XML or JSON; curved,
/// angled and full-width forms too.
bool is_structural(char32_t code) {
  if (code < 0x80)
    return std::string_view("\"{}[]<>`|#*=~\\_$@^").find(static_cast<char>(code)) !=
           std::string_view::npos;
  return is_between(code, 0x2018, 0x201F) || is_between(code, 0x2039, 0x203A) || code == 0xAB ||
         code == 0xBB || is_between(code, 0x2329, 0x232A) || is_between(code, 0x27E6, 0x27EF) ||
         is_between(code, 0x2983, 0x2998) || is_between(code, 0x3008, 0x3011) ||
         is_between(code, 0x3014, 0x301F) || is_between(code, 0xFE30, 0xFE6F) ||
         is_between(code, 0xFF01, 0xFF0F) || is_between(code, 0xFF1A, 0xFF20) ||
         is_between(code, 0xFF3B, 0xFF40) || is_between(code, 0xFF5B, 0xFF65) ||
         is_between(code, 0x2500, 0x259F);
}

bool is_dash(char32_t code) { return code == U'-' || is_between(code, 0x2010, 0x2015); }

std::string as_utf8(std::string_view text, const Character& character) {
  const bool broken = character.code == kReplacement && character.byte_count == 1;
  return broken ? "\xEF\xBF\xBD" : std::string(text.substr(0, character.byte_count));
}

template <typename BecomesBlank>
std::string cleaned(std::string_view text, std::size_t longest_bytes, bool single_dashes,
                    BecomesBlank becomes_blank) {
  std::string out;
  bool dash = false;
  while (!text.empty()) {
    const Character character = first_character(text);
    const bool blank = character.code == U' ' || becomes_blank(character.code);
    const bool repeated =
        blank ? out.empty() || out.back() == ' ' : single_dashes && dash && is_dash(character.code);
    if (!repeated) {
      const std::string piece = blank ? " " : as_utf8(text, character);
      if (out.size() + piece.size() > longest_bytes) break;
      out += piece;
      dash = is_dash(character.code);
    }
    text.remove_prefix(character.byte_count);
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace

std::string readable(std::string_view text, std::size_t longest_bytes) {
  return cleaned(text, longest_bytes, false, is_invisible);
}

std::string quotable(std::string_view text, std::size_t longest_bytes) {
  return cleaned(text, longest_bytes, true,
                 [](char32_t code) { return is_invisible(code) || is_structural(code); });
}

}  // namespace airmark::llm
