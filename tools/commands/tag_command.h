#pragma once

#include <memory>

#include "tools/common/command.h"

namespace airmark::tools {

/// `airmark tag FILE|DIR|-`: windows and a verdict per file.
std::unique_ptr<Command> make_tag_command();

}  // namespace airmark::tools
