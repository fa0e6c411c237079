#pragma once

#include <memory>

#include "tools/common/command.h"

namespace airmark::tools {

/// `airmark train`: fits the trained classifier to a feature table.
std::unique_ptr<Command> make_train_command();

}  // namespace airmark::tools
