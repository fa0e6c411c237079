#include "tools/evaluation/measures/mcnemar.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace airmark::tools {

double mcnemar_p(std::size_t only_first_right, std::size_t only_second_right) noexcept {
  const auto n = static_cast<double>(only_first_right + only_second_right);
  const auto fewer = static_cast<double>(std::min(only_first_right, only_second_right));
  // P(X <= k) for X ~ B(n, 1/2), from the largest term down: one logarithm for a coefficient that
  // no double holds, then the ratio of neighbours.
  double term = std::exp(std::lgamma(n + 1.0) - std::lgamma(fewer + 1.0) -
                         std::lgamma(n - fewer + 1.0) - n * std::numbers::ln2);
  double tail = term;
  for (double k = fewer; k > 0.0; --k) {
    term *= k / (n - k + 1.0);
    tail += term;
  }
  return std::min(2.0 * tail, 1.0);
}

}  // namespace airmark::tools
