#include "llm/reply/plain_answer.h"

#include <algorithm>
#include <charconv>
#include <span>
#include <vector>

#include "analysis/vocabulary/genres.h"

namespace airmark::llm {
namespace {

constexpr std::size_t kLongestNameWords = 5;  // "hip hop and rap" and one to spare

using Tokens = std::vector<std::string>;  // folded words, and single signs

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '&' ||
         (c & '\x80') != 0;
}

/// Words without their quotes, apostrophes and emphasis; hyphens part words; other signs stay.
Tokens tokens_of(std::string_view text) {
  constexpr std::string_view kIgnored = "'\"*_`#-\\ \t\r";
  Tokens tokens;
  bool in_word = false;
  for (const char c : text) {
    if (is_word(c)) {
      if (!in_word) tokens.emplace_back();
      tokens.back() += c;
      in_word = true;
    } else if (c != '\'') {
      in_word = false;
      if (kIgnored.find(c) == std::string_view::npos) tokens.emplace_back(1, c);
    }
  }
  for (std::string& token : tokens)
    if (is_word(token.front())) token = folded_name(token);
  return tokens;
}

template <std::size_t Count>
bool is_one_of(std::string_view token, const std::string_view (&words)[Count]) {
  return std::ranges::find(words, token) != std::end(words);
}

bool ends_sentence(std::string_view token) {
  constexpr std::string_view kEnds[] = {".", "!", "?", "\n", ";"};
  return is_one_of(token, kEnds);
}

bool doubts(std::string_view token) {
  constexpr std::string_view kDoubts[] = {
      "not",    "no",     "never",   "isnt",   "cannot", "cant",   "dont",    "doesnt",
      "wont",   "might",  "could",   "may",    "if",     "unless", "unclear", "unsure",
      "either", "rather", "whether", "or",     "nor",    "maybe",  "neither", "perhaps",
      "than",   "unlike", "wasnt",   "unable", "except", "/",      "example", "instance"};
  return is_one_of(token, kDoubts);
}

/// The longest genre name that begins at `at`, and how many tokens it takes.
struct NameAt {
  std::string genre;
  std::size_t word_count = 0;
};

NameAt name_at(std::span<const std::string> tokens, std::size_t at, const GenreNames& names) {
  NameAt longest;
  std::string name;
  for (std::size_t n = at; n < std::min(tokens.size(), at + kLongestNameWords); ++n) {
    if (!is_word(tokens[n].front())) break;
    name += tokens[n];
    if (auto genre = names.find(name)) longest = {*std::move(genre), n - at + 1};
  }
  return longest;
}

/// Reads back from `at` over filling words to a word that announces the answer. One of them must
/// bind it: "is", "as", ":" or "=".
bool is_announced(std::span<const std::string> tokens, std::size_t at) {
  constexpr std::string_view kFilling[] = {
      "is",        "as",         "would", "be",      "the", "a",   "an",
      "likely",    "probably",   "most",  "clearly", ":",   "=",   "best",
      "therefore", "definitely", "final", "typical", "of",  "will"};
  constexpr std::string_view kBinding[] = {"is", "as", ":", "=", "be"};
  constexpr std::string_view kAnnouncing[] = {
      "genre",     "answer",    "classification", "tag",       "label",   "category",
      "this",      "it",        "music",          "track",     "piece",   "song",
      "recording", "clip",      "classified",     "labelled",  "labeled", "categorised",
      "tagged",    "consensus", "categorized",    "prediction"};
  bool bound = false;
  while (at > 0 && is_one_of(tokens[at - 1], kFilling)) {
    bound = bound || is_one_of(tokens[at - 1], kBinding);
    --at;
  }
  if (at == 0) return false;
  return tokens[at - 1] == "its" || (bound && is_one_of(tokens[at - 1], kAnnouncing));
}

/// Nothing that makes another name of it follows: "jazz rock", "jazz, blues", "pop/rock".
bool stands_alone(std::span<const std::string> tokens, std::size_t after, const GenreNames& names) {
  constexpr std::string_view kFollowing[] = {
      "music", "track", "song", "piece", "recording", "because", "since", "with",  "given",
      "due",   "based", "as",   "at",    ",",         ")",       "(",     "genre", "style"};
  if (after == tokens.size() || ends_sentence(tokens[after])) return true;
  if (!is_one_of(tokens[after], kFollowing)) return false;
  return after + 1 == tokens.size() || name_at(tokens, after + 1, names).word_count == 0;
}

bool is_doubted(std::span<const std::string> tokens, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && !ends_sentence(tokens[begin - 1])) --begin;
  std::size_t end = at;
  while (end < tokens.size() && !ends_sentence(tokens[end])) ++end;
  return std::ranges::any_of(tokens.subspan(begin, end - begin), doubts);
}

bool is_whole(std::span<const std::string> tokens, std::size_t word_count) {
  return std::ranges::all_of(tokens.subspan(word_count), ends_sentence);
}

std::optional<double> stated_confidence(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  const std::size_t at = lower.find("confidence");
  if (at == std::string::npos) return std::nullopt;
  constexpr std::size_t kNear = 24;
  const std::size_t digit = lower.find_first_of("0123456789", at);
  if (digit == std::string::npos || digit > at + kNear) return std::nullopt;
  const std::size_t end = lower.find_first_not_of("0123456789.%/ ", digit);
  std::string_view number = std::string_view(lower).substr(digit, end - digit);
  while (!number.empty() && (number.back() == '.' || number.back() == ' ')) number.remove_suffix(1);
  return read_confidence(number);
}

}  // namespace

std::optional<double> read_confidence(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  double value = 0.0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc()) return std::nullopt;
  const std::string unit = [&] {
    std::string rest(read.ptr, text.data() + text.size());
    std::erase(rest, ' ');
    return rest;
  }();
  if (unit == "/10")
    value /= 10.0;
  else if (unit == "%" || unit == "/100" || (unit.empty() && value > 1.0))
    value /= 100.0;
  else if (!unit.empty())
    return std::nullopt;
  if (!(value >= 0.0 && value <= 1.0)) return std::nullopt;
  return value;
}

std::optional<PlainAnswer> read_plain_answer(std::string_view text, const GenreNames& names) {
  const Tokens tokens = tokens_of(text);
  std::optional<std::string> genre;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const NameAt name = name_at(tokens, at, names);
    if (name.word_count == 0) continue;
    const std::size_t after = at + name.word_count;
    const bool is_answer =
        (at == 0 && is_whole(tokens, after)) ||
        (is_announced(tokens, at) && stands_alone(tokens, after, names) && !is_doubted(tokens, at));
    if (is_answer) {
      if (genre && *genre != name.genre) return std::nullopt;
      genre = name.genre;
    }
    at = after - 1;
  }
  if (!genre) return std::nullopt;
  return PlainAnswer{*genre, stated_confidence(text)};
}

}  // namespace airmark::llm
