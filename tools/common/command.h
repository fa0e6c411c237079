#pragma once

#include <memory>
#include <stop_token>
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

  /// Data on standard output, words on standard error. `stop` is requested at SIGINT or SIGTERM.
  virtual Result<ExitCode> run(const Settings& settings, std::stop_token stop) = 0;
};

/// Each command, in the order of the help text (tools/commands/all_commands.cpp).
std::vector<std::unique_ptr<Command>> all_commands();

}  // namespace airmark::tools
