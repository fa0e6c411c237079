#pragma once

#include <memory>

#include "tools/common/command.h"

namespace airmark::tools {

/// `airmark models`: what is known of language models, and whether an account may use them.
std::unique_ptr<Command> make_models_command();

}  // namespace airmark::tools
