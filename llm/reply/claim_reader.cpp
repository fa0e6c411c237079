#include "llm/reply/claim_reader.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>

namespace airmark::llm {
namespace {

struct UnitWord {
  std::string_view word;  ///< Lower case.
  std::string_view unit;
  double factor;
};

// The longer word first where one begins with the other.
constexpr std::array<UnitWord, 21> kUnits{{{"beats per minute", "BPM", 1.0},
                                           {"bpm", "BPM", 1.0},
                                           {"khz", "Hz", 1000.0},
                                           {"hz", "Hz", 1.0},
                                           {"lufs", "LUFS", 1.0},
                                           {"dbtp", "dBTP", 1.0},
                                           {"dbfs", "dBFS", 1.0},
                                           {"db", "dB", 1.0},
                                           {"lu", "LU", 1.0},
                                           {"cents", "cents", 1.0},
                                           {"onsets per second", "1/s", 1.0},
                                           {"onsets a second", "1/s", 1.0},
                                           {"events per second", "1/s", 1.0},
                                           {"notes per second", "1/s", 1.0},
                                           {"changes per second", "1/s", 1.0},
                                           {"changes a second", "1/s", 1.0},
                                           {"per second", "1/s", 1.0},
                                           {"a second", "1/s", 1.0},
                                           {"/s", "1/s", 1.0},
                                           {"1/s", "1/s", 1.0},
                                           {"%", "%", 1.0}}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c & '\x80') != 0; }
bool is_part_of_word(char c) { return is_letter(c) || is_digit(c) || c == '.'; }

}  // namespace

std::optional<Claim> ClaimReader::next() {
  while (at_ < text_.size()) {
    if (!is_digit(text_[at_]) || (at_ > 0 && is_part_of_word(text_[at_ - 1]))) {
      ++at_;
      continue;
    }
    const std::size_t begin = at_;
    if (auto claim = read_claim(begin)) return claim;
  }
  return std::nullopt;
}

bool ClaimReader::is_negative(std::size_t digit) const {
  if (digit == 0 || text_[digit - 1] != '-') return false;
  return digit == 1 || !(is_part_of_word(text_[digit - 2]) || text_[digit - 2] == '%');
}

/// Digits, with commas in thousands and decimals; advances.
double ClaimReader::number(double& last_digit) {
  std::string digits;
  std::size_t decimals = 0;
  bool point = false;
  for (; at_ < text_.size(); ++at_) {
    const char c = text_[at_];
    const bool more = at_ + 1 < text_.size() && is_digit(text_[at_ + 1]);
    if (is_digit(c)) {
      digits += c;
      decimals += point ? 1 : 0;
    } else if (c == '.' && more && !point) {
      digits += c;
      point = true;
    } else if (!(c == ',' && more && !point && is_thousands(at_))) {
      break;
    }
  }
  double value = 0.0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  last_digit = std::pow(10.0, -static_cast<double>(decimals));
  return value;
}

/// Exactly three digits follow the comma.
bool ClaimReader::is_thousands(std::size_t comma) const {
  std::size_t count = 0;
  while (comma + 1 + count < text_.size() && is_digit(text_[comma + 1 + count])) ++count;
  return count == 3;
}

void ClaimReader::skip(std::string_view signs) {
  while (at_ < text_.size() && signs.find(text_[at_]) != std::string_view::npos) ++at_;
}

/// Skips `word` where it stands here as a word of its own.
bool ClaimReader::skip_unit(std::string_view word) {
  const std::string_view rest = text_.substr(at_);
  if (!rest.starts_with(word)) return false;
  const bool ends = rest.size() == word.size() || !is_letter(rest[word.size()]);
  if (!ends && word != "%") return false;
  at_ += word.size();
  return true;
}

/// "a swing ratio of 1.6"
bool ClaimReader::is_called_ratio(std::size_t begin) const {
  const std::string_view before = text_.substr(0, begin);
  return before.ends_with("swing ratio ") || before.ends_with("swing ratio of ") ||
         before.ends_with("swing ratio is ");
}

/// "1.6:1", "1.6 to 1"; not "1 to 10".
bool ClaimReader::skip_ratio() {
  for (const std::string_view joint : {":1", " : 1", " to 1", "-to-1"}) {
    const std::string_view rest = text_.substr(std::min(text_.size(), at_ + joint.size()));
    const bool goes_on =
        !rest.empty() &&
        (is_digit(rest[0]) || (rest[0] == '.' && rest.size() > 1 && is_digit(rest[1])));
    if (!goes_on && skip_unit(joint)) return true;
  }
  return false;
}

bool ClaimReader::read_unit(Claim& claim, std::size_t begin) {
  const std::size_t back = at_;
  const Claim single = claim;
  const bool is_ratio = is_called_ratio(begin);
  if (!is_ratio) read_range(claim);
  const std::size_t after_range = at_;
  skip(" -");
  for (const UnitWord& word : kUnits) {
    if (is_ratio || !skip_unit(word.word)) continue;
    claim.unit = word.unit;
    claim.lowest *= word.factor;
    claim.highest *= word.factor;
    claim.last_digit *= word.factor;
    return true;
  }
  at_ = is_ratio ? after_range : back;
  if (!skip_ratio() && !is_ratio) return false;
  claim = single;
  claim.unit = kRatioUnit;
  return true;
}

std::optional<Claim> ClaimReader::read_claim(std::size_t begin) {
  Claim claim;
  const bool negative = is_negative(begin);
  claim.lowest = number(claim.last_digit) * (negative ? -1.0 : 1.0);
  claim.highest = claim.lowest;
  if (!read_unit(claim, begin)) return std::nullopt;
  claim.bound = bound_before(begin);
  const std::size_t start = negative ? begin - 1 : begin;
  claim.text = text_.substr(start, at_ - start);
  return claim;
}

/// "120-130", "120 to 130", "between 90 and 120".
void ClaimReader::read_range(Claim& claim) {
  const std::size_t back = at_;
  skip(" ");
  const std::string_view rest = text_.substr(at_);
  for (const std::string_view joint : {"-", "to ", "and "}) {
    if (!rest.starts_with(joint)) continue;
    at_ += joint.size();
    skip(" ");
    const bool negative = at_ < text_.size() && text_[at_] == '-';
    if (negative) ++at_;
    if (at_ < text_.size() && is_digit(text_[at_])) {
      const double second = number(claim.last_digit) * (negative ? -1.0 : 1.0);
      claim.lowest = std::min(claim.lowest, second);
      claim.highest = std::max(claim.highest, second);
      return;
    }
  }
  at_ = back;
}

Claim::Bound ClaimReader::bound_before(std::size_t begin) const {
  const std::string_view before =
      text_.substr(begin > 24 ? begin - 24 : 0, std::min<std::size_t>(begin, 24));
  const std::size_t last = before.find_last_not_of(" -~");
  const std::string_view words = before.substr(0, last + 1);
  for (const std::string_view word : {"above", "over", "more than", "at least", "exceeding", ">"})
    if (words.ends_with(word)) return Claim::Bound::Above;
  for (const std::string_view word : {"below", "under", "less than", "at most", "<"})
    if (words.ends_with(word)) return Claim::Bound::Below;
  return Claim::Bound::Equal;
}

}  // namespace airmark::llm
