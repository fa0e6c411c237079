#pragma once

#include <memory>

#include "tools/common/command.h"

namespace airmark::tools {

/// `airmark describe FILE…`: a recording in words, in JSON, or as a row of the published table.
std::unique_ptr<Command> make_describe_command();

}  // namespace airmark::tools
