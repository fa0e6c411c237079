#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/vocabulary/result.h"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace airmark::tools {

/// One setting as it is in force, and who set it.
struct EffectiveSetting {
  std::string key;     ///< "live.window"
  std::string value;   ///< As TOML.
  std::string origin;  ///< "--window", "AIRMARK_LIVE_WINDOW", a file's path, "built-in".
};

/// A file that was read, or the environment, and how many settings stood in it.
struct SettingSource {
  std::string name;
  std::size_t setting_count = 0;
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

  /// Declares the flag of `key` on a command, with its help text from the table. The same key may
  /// be declared on several commands; the one that was given counts. Requires that `command` lives
  /// until load() was called. `name` where the command has another one for it than the table.
  CLI::Option* add_flag(CLI::App& command, std::string_view key, std::string name = {});

  /// Reads environment and files (`only_file` instead of the usual ones), after the command line
  /// was parsed. An unknown key or a value out of range is one sentence that names file, line, key
  /// and what is allowed. A flag's fault is a Usage error, any other a Configuration error.
  Result<Done> load(const std::optional<std::string>& only_file);

  /// Require a successful load() and a key of the table, of that type.
  double number(std::string_view key) const;
  std::int64_t integer(std::string_view key) const;
  std::string text(std::string_view key) const;  ///< Empty where not set.
  std::vector<std::string> texts(std::string_view key) const;

  /// Every setting, in the order of the table.
  std::vector<EffectiveSetting> effective() const;

  /// What load() read, strongest first, without the flags and the built-in values.
  std::vector<SettingSource> sources() const;

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace airmark::tools
