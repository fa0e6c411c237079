#include "realtime/publish/session_name.h"

#include <array>
#include <cstdio>
#include <random>

namespace airmark::realtime {

std::string new_session_name() {
  std::random_device random;
  std::array<char, 17> text{};
  std::snprintf(text.data(), text.size(), "%08x%08x", random(), random());
  return text.data();
}

}  // namespace airmark::realtime
