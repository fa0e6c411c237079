#pragma once

#include <memory>

#include "tools/common/command.h"

namespace airmark::tools {

/// `airmark eval`: how good taggers are on recordings of known genre, and how two such runs differ.
std::unique_ptr<Command> make_eval_command();

}  // namespace airmark::tools
