#pragma once

#include <memory>

#include "tools/common/command.h"

namespace airmark::tools {

/// `airmark tag`: tags sound files, folders or a stream on standard input.
std::unique_ptr<Command> make_tag_command();

}  // namespace airmark::tools
