#pragma once

namespace airmark::tools {

/// The whole program: parses the command line, loads the settings, runs one command, prints an
/// error as one sentence and returns the exit code. Installs the signal handling.
int run_program(int argument_count, char** arguments);

}  // namespace airmark::tools
