#pragma once

#include <memory>

#include "tools/common/command.h"

namespace airmark::tools {

/// `airmark live`: listens to a live JACK feed and publishes its tags.
std::unique_ptr<Command> make_live_command();

}  // namespace airmark::tools
