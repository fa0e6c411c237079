#pragma once

#include <memory>

#include "tools/common/command.h"

namespace airmark::tools {

/// `airmark doctor`: checks the whole set-up and says how to mend what is wrong.
std::unique_ptr<Command> make_doctor_command();

}  // namespace airmark::tools
