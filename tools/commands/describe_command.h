#pragma once

#include <memory>

#include "tools/common/command.h"

namespace airmark::tools {

/// `airmark describe`: says what files sound like, in words and numbers.
std::unique_ptr<Command> make_describe_command();

}  // namespace airmark::tools
