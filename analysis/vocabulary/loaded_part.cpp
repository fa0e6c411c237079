#include "analysis/vocabulary/loaded_part.h"

#include <dlfcn.h>

namespace airmark {
namespace {

Error cannot_load(const std::string& name) {
  const char* const reason = dlerror();
  return {ErrorKind::Unavailable, "cannot load a part of airmark (" +
                                      std::string(reason == nullptr ? name : reason) +
                                      "); install airmark again, or the library it names"};
}

}  // namespace

Result<const void*> load_part(const std::string& name) {
  void* const part = dlopen((name + ".so").c_str(), RTLD_NOW | RTLD_LOCAL);
  if (part == nullptr) return cannot_load(name);
  const void* const shown = dlsym(part, "airmark_part");
  if (shown == nullptr) return cannot_load(name);
  return shown;
}

}  // namespace airmark
