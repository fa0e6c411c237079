#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace airmark::llm {

/// A number with a unit as it stands in a text, or two as in "120 to 130 BPM"; a single number is
/// both.
struct Claim {
  double lowest = 0.0;
  double highest = 0.0;
  double last_digit = 1.0;  ///< What one step of the last written digit is worth.
  enum class Bound { Equal, Above, Below } bound = Bound::Equal;
  std::string_view unit;  ///< As in the feature tables, or kRatioUnit.
  std::string_view text;  ///< Where it stands in the text that was read.
};

/// The unit of "1.6:1", "1.6 to 1" and of a number that is called a swing ratio.
inline constexpr std::string_view kRatioUnit = "ratio";

/// Finds the numbers with a unit in a text of lower-case letters and ASCII signs, which must
/// outlive the reader and its claims.
class ClaimReader {
 public:
  explicit ClaimReader(std::string_view text) : text_(text) {}

  /// The next number with a unit; empty at the end.
  std::optional<Claim> next();

 private:
  bool is_negative(std::size_t digit) const;
  double number(double& last_digit);
  bool is_thousands(std::size_t comma) const;
  void skip(std::string_view signs);
  bool skip_unit(std::string_view word);
  bool read_unit(Claim& claim, std::size_t begin);
  bool is_called_ratio(std::size_t begin) const;
  bool skip_ratio();
  std::optional<Claim> read_claim(std::size_t begin);
  void read_range(Claim& claim);
  Claim::Bound bound_before(std::size_t begin) const;

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace airmark::llm
