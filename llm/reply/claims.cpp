#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "llm/prompt/outside_text.h"
#include "llm/reply/reply_parser.h"

namespace airmark::llm {
namespace {

constexpr std::size_t kLongestClaimBytes = 80;
constexpr double kTolerance = 0.02;

/// A value that a claim may speak of.
struct Measured {
  std::string feature;
  std::string_view unit;
  double value;
};

/// Two numbers as in "120 to 130 BPM"; a single number is both.
struct Claim {
  double lowest = 0.0;
  double highest = 0.0;
  double last_digit = 1.0;  ///< What one step of the last written digit is worth.
  enum class Bound { Equal, Above, Below } bound = Bound::Equal;
  std::string_view unit;
  std::string_view text;
};

struct UnitWord {
  std::string_view word;  ///< Lower case.
  std::string_view unit;
  double factor;
};

// The longer word first where one begins with the other.
constexpr std::array<UnitWord, 10> kUnits{{{"beats per minute", "BPM", 1.0},
                                           {"bpm", "BPM", 1.0},
                                           {"khz", "Hz", 1000.0},
                                           {"hz", "Hz", 1.0},
                                           {"lufs", "LUFS", 1.0},
                                           {"dbtp", "dBTP", 1.0},
                                           {"dbfs", "dBFS", 1.0},
                                           {"db", "dB", 1.0},
                                           {"lu", "LU", 1.0},
                                           {"%", "%", 1.0}}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c & '\x80') != 0; }

std::string lower_case(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return lower;
}

/// ASCII in place of the dashes and blanks that typography puts between numbers and units.
std::string plain_signs(std::string text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kSigns{
      {{"\xE2\x88\x92", "-"},    // minus
       {"\xE2\x80\x93", "-"},    // en dash
       {"\xE2\x80\x91", "-"},    // non-breaking hyphen
       {"\xC2\xA0", " "},        // no-break space
       {"\xE2\x80\xAF", " "}}};  // narrow no-break space
  for (const auto& [from, to] : kSigns)
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at))
      text.replace(at, from.size(), to);
  return text;
}

class ClaimReader {
 public:
  explicit ClaimReader(std::string_view text) : text_(text) {}

  /// The next number with a unit; empty at the end.
  std::optional<Claim> next() {
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

 private:
  static bool is_part_of_word(char c) { return is_letter(c) || is_digit(c) || c == '.'; }

  bool is_negative(std::size_t digit) const {
    if (digit == 0 || text_[digit - 1] != '-') return false;
    return digit == 1 || !(is_part_of_word(text_[digit - 2]) || text_[digit - 2] == '%');
  }

  /// Digits, with commas in thousands and decimals; advances.
  double number(double& last_digit) {
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
  bool is_thousands(std::size_t comma) const {
    std::size_t count = 0;
    while (comma + 1 + count < text_.size() && is_digit(text_[comma + 1 + count])) ++count;
    return count == 3;
  }

  void skip(std::string_view signs) {
    while (at_ < text_.size() && signs.find(text_[at_]) != std::string_view::npos) ++at_;
  }

  const UnitWord* unit() {
    for (const UnitWord& word : kUnits) {
      const std::string_view rest = text_.substr(at_);
      if (!rest.starts_with(word.word)) continue;
      const bool ends = rest.size() == word.word.size() || !is_letter(rest[word.word.size()]);
      if (!ends && word.unit != "%") continue;
      at_ += word.word.size();
      return &word;
    }
    return nullptr;
  }

  std::optional<Claim> read_claim(std::size_t begin) {
    Claim claim;
    const bool negative = is_negative(begin);
    claim.lowest = number(claim.last_digit) * (negative ? -1.0 : 1.0);
    claim.highest = claim.lowest;
    const std::size_t after_first = at_;
    read_range(claim);
    skip(" -");
    const UnitWord* word = unit();
    if (word == nullptr) {
      at_ = after_first;
      return std::nullopt;
    }
    claim.unit = word->unit;
    claim.lowest *= word->factor;
    claim.highest *= word->factor;
    claim.last_digit *= word->factor;
    claim.bound = bound_before(begin);
    const std::size_t start = negative ? begin - 1 : begin;
    claim.text = text_.substr(start, at_ - start);
    return claim;
  }

  /// "120-130", "120 to 130", "between 90 and 120".
  void read_range(Claim& claim) {
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

  Claim::Bound bound_before(std::size_t begin) const {
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

  std::string_view text_;
  std::size_t at_ = 0;
};

/// Which units a claim's unit may stand for: plain dB is any level.
bool fits(std::string_view claimed, std::string_view measured) {
  if (claimed == "dB")
    return measured == "dB" || measured == "dBFS" || measured == "dBTP" || measured == "LUFS" ||
           measured == "LU";
  if (claimed == "%" && measured == "1") return true;
  return claimed == measured;
}

std::vector<Measured> measured_values(const WindowAnalysis& analysis,
                                      const Description& description) {
  std::vector<Measured> values;
  // Mel cepstra are left out: twenty of them would bear out nearly any number of decibels.
  constexpr std::size_t kCount = static_cast<std::size_t>(Gtzan58::Mfcc1Mean);
  for (std::size_t n = 1; n < kCount; ++n)
    if (n != static_cast<std::size_t>(Gtzan58::Tempo) || analysis.gtzan58[n] > 0.0)
      values.push_back(
          {std::string(kGtzan58Table[n].name), kGtzan58Table[n].unit, analysis.gtzan58[n]});
  const double rms = value_of(analysis.gtzan58, Gtzan58::RmsMean);
  if (rms > 0.0) values.push_back({"level_dbfs", "dBFS", 20.0 * std::log10(rms)});
  values.push_back({"audible_ratio", "1", analysis.audible_ratio});
  if (analysis.loudness) {
    values.push_back({"integrated_lufs", "LUFS", analysis.loudness->integrated_lufs});
    values.push_back({"range_lu", "LU", analysis.loudness->range_lu});
    values.push_back({"true_peak_dbtp", "dBTP", analysis.loudness->true_peak_dbtp});
  }
  for (const Statement& statement : description.statements)
    for (const Evidence& evidence : statement.evidence)
      if (!evidence.feature.starts_with("mfcc"))
        values.push_back({evidence.feature, evidence.unit, evidence.value});
  return values;
}

double tolerance(double value, double last_digit) {
  return std::max(kTolerance * std::abs(value), last_digit);
}

bool bears_out(const Claim& claim, double value) {
  if (claim.bound == Claim::Bound::Above) return value >= claim.lowest;
  if (claim.bound == Claim::Bound::Below) return value <= claim.highest;
  return value >= claim.lowest - tolerance(value, claim.last_digit) &&
         value <= claim.highest + tolerance(value, claim.last_digit);
}

/// "80 % confidence", "70 % certain": said of the answer, not of the music.
bool speaks_of_certainty(std::string_view text, const Claim& claim) {
  if (claim.unit != "%") return false;
  constexpr std::size_t kNear = 28;
  const auto at = static_cast<std::size_t>(claim.text.data() - text.data());
  const std::size_t begin = at > kNear ? at - kNear : 0;
  const std::string_view around = text.substr(begin, at - begin + claim.text.size() + kNear);
  for (const std::string_view word : {"confiden", "probab", "certain", "likel", "chance", "sure"})
    if (around.find(word) != std::string_view::npos) return true;
  return false;
}

}  // namespace

std::vector<UnsupportedClaim> unsupported_claims(std::string_view reasoning,
                                                 const WindowAnalysis& analysis,
                                                 const Description& description) {
  const std::vector<Measured> values = measured_values(analysis, description);
  const std::string signs = plain_signs(readable(reasoning, reasoning.size()));
  const std::string text = lower_case(signs);
  std::vector<UnsupportedClaim> claims;
  ClaimReader reader(text);
  while (const auto claim = reader.next()) {
    if (speaks_of_certainty(text, *claim)) continue;
    const Measured* nearest = nullptr;
    double nearest_distance = 0.0;
    bool supported = false;
    for (const Measured& measured : values) {
      if (!fits(claim->unit, measured.unit) || !std::isfinite(measured.value)) continue;
      const double value = measured.unit == "1" ? 100.0 * measured.value : measured.value;
      supported = supported || bears_out(*claim, value);
      const double distance = std::abs(value - claim->lowest);
      if (nearest == nullptr || distance < nearest_distance) nearest = &measured;
      if (nearest == &measured) nearest_distance = distance;
    }
    if (supported) continue;
    const auto at = static_cast<std::size_t>(claim->text.data() - text.data());
    const std::string as_written =
        readable(std::string_view(signs).substr(at, claim->text.size()), kLongestClaimBytes);
    claims.push_back({as_written, nearest == nullptr ? "" : nearest->feature});
  }
  return claims;
}

}  // namespace airmark::llm
