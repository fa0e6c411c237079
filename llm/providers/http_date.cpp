#include "llm/providers/http_date.h"

#include <algorithm>
#include <array>
#include <string>

#include "llm/aws/aws_time.h"

namespace airmark::llm {

std::optional<std::chrono::system_clock::time_point> parse_http_date(std::string_view text) {
  constexpr std::string_view kForm = "Www, DD Mmm YYYY hh:mm:ss GMT";
  constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  if (text.size() != kForm.size() || text.substr(3, 2) != ", " || text[7] != ' ' ||
      text[11] != ' ' || text[16] != ' ' || text.substr(25) != " GMT")
    return std::nullopt;
  const auto month = std::ranges::find(kMonths, text.substr(8, 3));
  if (month == kMonths.end()) return std::nullopt;
  const std::string number = std::to_string(month - kMonths.begin() + 101).substr(1);
  const std::string day(text.substr(5, 2));
  const std::string year(text.substr(12, 4));
  return parse_time(year + "-" + number + "-" + day + "T" + std::string(text.substr(17, 8)) + "Z");
}

}  // namespace airmark::llm
