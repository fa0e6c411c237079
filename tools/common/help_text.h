#pragma once

#include <string>
#include <vector>

#include "tools/common/command.h"

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace airmark::tools {

/// "airmark 0.1.0 (revision 1a2b3c4d5e6f)"
std::string version_line();

/// What `airmark --help` prints.
std::string main_help(const std::vector<CommandGroup>& groups);

/// What `airmark COMMAND --help` prints: one empty line between its parts and none at the end.
std::string command_help(const CLI::App& app);

/// What is wrong with the command line, in one sentence that ends in where to read more.
std::string usage_sentence(const CLI::App& app, const CLI::ParseError& error);

/// The sentence with "(see `airmark live --help`)" after it.
std::string with_help_hint(const std::string& sentence, const std::string& command_line);

}  // namespace airmark::tools
