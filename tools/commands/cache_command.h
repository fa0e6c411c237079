#pragma once

#include <memory>

#include "tools/common/command.h"

namespace airmark::tools {

/// `airmark cache`: shows and clears the kept replies of language models, and shows what was spent.
std::unique_ptr<Command> make_cache_command();

}  // namespace airmark::tools
