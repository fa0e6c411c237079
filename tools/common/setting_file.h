#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/vocabulary/result.h"
#include "tools/common/setting_table.h"

namespace airmark::tools {

/// One `key = value` of a TOML file.
struct FoundSetting {
  std::string key;                    ///< Sections and name with dots between: "live.window".
  std::optional<SettingValue> value;  ///< Empty for a TOML type that no setting has (a date).
  std::string written;                ///< The value as TOML.
  int line = 0;                       ///< 1 is the first.
};

/// The settings in `toml`, in no particular order. What is not TOML is one sentence that begins
/// with "NAME:LINE:COLUMN: ", as editors and compilers have it.
Result<std::vector<FoundSetting>> parse_settings(std::string_view toml, const std::string& name);

/// The same for a file. Empty where it does not exist.
Result<std::optional<std::vector<FoundSetting>>> read_setting_file(const std::string& path);

}  // namespace airmark::tools
