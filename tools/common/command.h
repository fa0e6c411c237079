#pragma once

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/vocabulary/result.h"
#include "tools/common/exit_code.h"
#include "tools/common/settings.h"

namespace CLI {
class App;
}

namespace airmark::tools {

/// One verb of the program: `airmark NAME …`.
class Command {
 public:
  virtual ~Command() = default;
  virtual std::string_view name() const = 0;
  virtual std::string_view summary() const = 0;  ///< One line for `airmark --help`.

  /// Declares arguments and flags on this command's own parser.
  virtual void declare(CLI::App& parser, Settings& settings) = 0;

  /// A settings file that this command wants read instead of the usual ones, as if it had been
  /// given with --config. Asked after the command line was parsed.
  virtual std::optional<std::string> only_settings_file() const { return std::nullopt; }

  /// Data on standard output, words on standard error. `stop` is requested at SIGINT or SIGTERM.
  virtual Result<ExitCode> run(const Settings& settings, std::stop_token stop) = 0;
};

/// Commands under one heading of the help text.
struct CommandGroup {
  std::string_view title;
  std::vector<std::unique_ptr<Command>> commands;
};

/// Each command, in the order of the help text (tools/commands/all_commands.cpp).
std::vector<CommandGroup> all_commands();

}  // namespace airmark::tools
