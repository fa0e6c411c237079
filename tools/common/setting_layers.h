#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "analysis/vocabulary/result.h"
#include "tools/common/setting_file.h"
#include "tools/common/setting_table.h"

namespace airmark::tools {

/// A value and who set it.
struct SettingOrigin {
  std::string name;  ///< "AIRMARK_LIVE_WINDOW", a file's path, "built-in".
  SettingValue value;
};

/// What one place says, by key. Every value is of its setting's type and allowed.
using SettingLayer = std::map<std::string, SettingOrigin, std::less<>>;

/// The files that may hold settings, strongest first, whether they exist or not, by the XDG Base
/// Directory Specification.
std::vector<std::string> usual_setting_files();

/// A file's settings. An unknown key or a value that is not allowed is a Configuration error that
/// names file and line.
Result<SettingLayer> file_layer(const std::vector<FoundSetting>& found, const std::string& name);

/// The variables AIRMARK_<SECTION>_<NAME>. A misspelt one is a Configuration error; AIRMARK_ with
/// anything but a section after it is none of ours.
Result<SettingLayer> environment_layer();

/// config/default.toml, which stands inside the program; read once.
const Result<SettingLayer>& built_in_layer();

}  // namespace airmark::tools
