#pragma once

#include <memory>

#include "tools/common/command.h"

namespace airmark::tools {

/// `airmark standin`: a local Bedrock, to try the language-model path without an account.
std::unique_ptr<Command> make_standin_command();

}  // namespace airmark::tools
