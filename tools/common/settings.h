#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/vocabulary/result.h"

namespace CLI {
class App;
}

namespace airmark::tools {

/// One setting as it is in force, and who set it.
struct EffectiveSetting {
  std::string key;     ///< "live.window"
  std::string value;   ///< As TOML.
  std::string origin;  ///< "--window", "AIRMARK_LIVE_WINDOW", a file's path, "built-in".
};

/// Every setting of the program: one table names its key, flag, type, range and meaning; the value
/// comes from the flag, else the environment, else $XDG_CONFIG_HOME/airmark/config.toml, else
/// /etc/xdg/airmark/config.toml, else the built-in config/default.toml.
///
/// Threads    filled once at start, then read only.
class Settings {
 public:
  Settings();
  ~Settings();

  /// Declares the flag of `key` on a command, with its help text from the table.
  void add_flag(CLI::App& command, std::string_view key);

  /// Reads environment and files (`only_file` instead of the usual ones), after the command line
  /// was parsed. An unknown key or a value out of range is one sentence that names file, line, key
  /// and what is allowed.
  Result<Done> load(const std::optional<std::string>& only_file);

  double number(std::string_view key) const;
  std::int64_t integer(std::string_view key) const;
  bool truth(std::string_view key) const;
  std::string text(std::string_view key) const;  ///< Empty where not set.
  std::vector<std::string> texts(std::string_view key) const;

  std::vector<EffectiveSetting> effective() const;

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace airmark::tools
