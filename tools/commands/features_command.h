#pragma once

#include <memory>

#include "tools/common/command.h"

namespace airmark::tools {

/// `airmark features`: lists the values that windows are measured by.
std::unique_ptr<Command> make_features_command();

}  // namespace airmark::tools
