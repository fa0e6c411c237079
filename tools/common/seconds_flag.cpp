#include "tools/common/seconds_flag.h"

#include <variant>

#include "tools/common/setting_table.h"

namespace airmark::tools {
namespace {
constexpr double kMostSeconds = 1e7;
}  // namespace

std::function<std::string(const std::string& text)> seconds_from(double lowest) {
  return [lowest](const std::string& text) {
    const auto read = read_setting(SettingType::Number, text);
    const double* seconds = read ? std::get_if<double>(&*read) : nullptr;
    if (seconds != nullptr && *seconds >= lowest && *seconds <= kMostSeconds) return std::string();
    return "is " + (text.empty() ? "empty" : text) + "; allowed is a number from " +
           setting_text(lowest) + " to " + setting_text(kMostSeconds);
  };
}

}  // namespace airmark::tools
