#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace airmark::tools {

enum class SettingType { Number, Integer, Text, Texts };

/// The value of a setting; the alternatives stand in the order of SettingType.
using SettingValue = std::variant<double, std::int64_t, std::string, std::vector<std::string>>;

/// Which texts a setting takes, where not every text will do.
struct TextRule {
  const std::vector<std::string>& (*names)();  ///< What stands alone, or before the first ':'.
  bool (*accepts)(std::string_view text);
  std::string_view addition;  ///< What may follow a name, for the sentence: " (:MODEL …)".
};

/// Everything there is to know about one setting except its default, which stands in
/// config/default.toml.
struct SettingSpec {
  std::string_view key;  ///< "live.second_opinion": section, dot, name.
  SettingType type;
  double lowest;                 ///< Numbers and integers only.
  double highest;                ///< Numbers and integers only.
  const TextRule* rule;          ///< nullptr where every text is allowed.
  bool may_be_empty;             ///< With a rule: "" is allowed too and means none.
  std::string_view placeholder;  ///< Stands for the value in the help text: "SECONDS".
  std::string_view meaning;      ///< One line for the help text.
  bool may_be_zero = false;  ///< Numbers only: 0 is allowed below `lowest` and means "as usual".

  std::string_view section() const;          ///< "live"
  std::string flag() const;                  ///< "--second-opinion"
  std::string environment_variable() const;  ///< "AIRMARK_LIVE_SECOND_OPINION"
};

/// Each setting, grouped by section, in the order that `airmark config show` prints.
std::span<const SettingSpec> setting_table();

/// Null where there is no such setting.
const SettingSpec* find_setting(std::string_view key);

/// As TOML, which for these types is JSON as well: 30, "local", ["playback"].
std::string setting_text(const SettingValue& value);

/// Reads a value as it stands on the command line or in the environment. A list is one text, or
/// TOML's `["a", "b"]`. Empty where `text` is no value of that type.
std::optional<SettingValue> read_setting(SettingType type, const std::string& text);

/// Turns a whole number into a number where that is what the setting wants. Empty where `value` is
/// of the wrong type, out of range or against the rule.
std::optional<SettingValue> accept_setting(const SettingSpec& spec, const SettingValue& value);

/// "is 5000; allowed is a number from 1 to 900" for a value as its writer wrote it.
std::string setting_complaint(const SettingSpec& spec, std::string_view written);

}  // namespace airmark::tools
