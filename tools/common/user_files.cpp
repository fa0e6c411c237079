#include "tools/common/user_files.h"

#include <cstdlib>

namespace airmark::tools {
namespace {

namespace fs = std::filesystem;

// The specification of the XDG base directories: a relative one is to be ignored.
fs::path folder_in(const char* variable) {
  const char* text = std::getenv(variable);
  const fs::path folder(text == nullptr ? "" : text);
  return folder.is_absolute() ? folder : fs::path();
}

fs::path user_file(const std::string& chosen, const char* variable, const char* below_home,
                   const char* name) {
  if (!chosen.empty()) return chosen;
  const fs::path own = folder_in(variable);
  const fs::path home = folder_in("HOME");
  if (own.empty() && home.empty()) return {};
  return (own.empty() ? home / below_home : own) / "airmark" / name;
}

}  // namespace

fs::path reply_cache_file(const std::string& chosen) {
  return user_file(chosen, "XDG_CACHE_HOME", ".cache", "replies.sqlite");
}

fs::path ledger_file(const std::string& chosen) {
  return user_file(chosen, "XDG_STATE_HOME", ".local/state", "ledger.sqlite");
}

}  // namespace airmark::tools
