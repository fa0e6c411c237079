#include "llm/reply/key_claims.h"

#include <array>
#include <cctype>
#include <cstddef>
#include <optional>
#include <utility>

namespace airmark::llm {
namespace {

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
bool is_part_of_word(char c) { return is_letter(c) || (c >= '0' && c <= '9') || (c & '\x80') != 0; }

/// Takes `word` off the front of `rest`.
bool skip(std::string_view& rest, std::string_view word) {
  if (!rest.starts_with(word)) return false;
  rest.remove_prefix(word.size());
  return true;
}

/// Semitones above C of a capital letter A to G.
std::optional<int> natural(char letter) {
  constexpr std::array<int, 7> kSemitones{9, 11, 0, 2, 4, 5, 7};
  if (letter < 'A' || letter > 'G') return std::nullopt;
  return kSemitones[static_cast<std::size_t>(letter - 'A')];
}

int skip_accidental(std::string_view& rest) {
  constexpr std::array<std::pair<std::string_view, int>, 8> kAccidentals{{{" sharp", 1},
                                                                          {"-sharp", 1},
                                                                          {"#", 1},
                                                                          {"\xE2\x99\xAF", 1},
                                                                          {" flat", -1},
                                                                          {"-flat", -1},
                                                                          {"b", -1},
                                                                          {"\xE2\x99\xAD", -1}}};
  for (const auto& [word, step] : kAccidentals)
    if (skip(rest, word)) return step;
  return 0;
}

std::optional<Mode> skip_mode(std::string_view& rest) {
  if (!skip(rest, " ") && !skip(rest, "-")) return std::nullopt;
  std::optional<Mode> mode;
  if (skip(rest, "minor")) mode = Mode::Minor;
  if (!mode && skip(rest, "major")) mode = Mode::Major;
  return rest.empty() || !is_part_of_word(rest.front()) ? mode : std::nullopt;
}

/// "A minor part", "A major role": an article where a sentence begins and goes on.
bool is_article(std::string_view text, std::size_t at, std::string_view rest) {
  const std::size_t last = at == 0 ? std::string_view::npos : text.find_last_not_of(' ', at - 1);
  const bool begins = last == std::string_view::npos ||
                      std::string_view(".!?").find(text[last]) != std::string_view::npos;
  return text[at] == 'A' && begins && rest.size() > 1 && rest[0] == ' ' && is_letter(rest[1]) &&
         !rest.starts_with(" key");
}

}  // namespace

std::vector<KeyClaim> key_claims(std::string_view text) {
  std::vector<KeyClaim> claims;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto tonic = natural(text[at]);
    if (!tonic || (at > 0 && is_part_of_word(text[at - 1]))) continue;
    std::string_view rest = text.substr(at + 1);
    const int step = skip_accidental(rest);
    const auto mode = skip_mode(rest);
    if (!mode || (step == 0 && is_article(text, at, rest))) continue;
    const std::size_t length = static_cast<std::size_t>(rest.data() - text.data()) - at;
    claims.push_back({{(*tonic + step + 12) % 12, *mode}, text.substr(at, length)});
  }
  return claims;
}

}  // namespace airmark::llm
