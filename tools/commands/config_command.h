#pragma once

#include <memory>

#include "tools/common/command.h"

namespace airmark::tools {

/// `airmark config`: shows every setting and where it comes from, and checks settings files.
std::unique_ptr<Command> make_config_command();

}  // namespace airmark::tools
