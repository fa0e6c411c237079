#include "tests/llm/transport/slow_resolver.h"

#include <dlfcn.h>
#include <netdb.h>

#include <string_view>
#include <thread>

// libcurl's call ends here: a program's own function goes before a library's of the same name.
extern "C" int getaddrinfo(const char* name, const char* service, const addrinfo* hints,
                           addrinfo** found) {
  using airmark::llm::testing::kSlowLookup;
  using airmark::llm::testing::kSlowName;
  if (name != nullptr && std::string_view(name) == kSlowName) {
    std::this_thread::sleep_for(kSlowLookup);
    return EAI_NONAME;
  }
  static const auto next =
      reinterpret_cast<decltype(&::getaddrinfo)>(dlsym(RTLD_NEXT, "getaddrinfo"));
  return next(name, service, hints, found);
}
