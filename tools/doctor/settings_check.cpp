#include "tools/doctor/settings_check.h"

#include <string>
#include <vector>

#include "tools/common/setting_layers.h"

namespace airmark::tools {

Finding check_settings(const Settings& settings) {
  std::string read;
  for (const SettingSource& source : settings.sources()) {
    if (source.setting_count == 0 && source.name == "environment") continue;
    read += (read.empty() ? "" : ", ") + source.name + " (" + std::to_string(source.setting_count) +
            (source.setting_count == 1 ? " setting)" : " settings)");
  }
  if (!read.empty()) return fine(Check::Settings, "read from " + read + "; the rest is built in");
  const std::vector<std::string> usual = usual_setting_files();
  std::string found = "all are built in";
  if (!usual.empty()) found += "; there is no file " + usual.front();
  return fine(Check::Settings, found);
}

}  // namespace airmark::tools
