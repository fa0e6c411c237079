#pragma once

#include <string>

namespace airmark::realtime {

/// A new name for one run of the program, in events and their ids: 16 random hexadecimal digits.
std::string new_session_name();

}  // namespace airmark::realtime
