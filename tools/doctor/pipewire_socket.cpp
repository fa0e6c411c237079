#include "tools/doctor/pipewire_socket.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>

namespace airmark::tools {
namespace {

std::string variable(const char* name) {
  const char* text = std::getenv(name);
  return text == nullptr ? "" : text;
}

std::filesystem::path socket_path() {
  std::filesystem::path folder = variable("PIPEWIRE_RUNTIME_DIR");
  if (folder.empty()) folder = variable("XDG_RUNTIME_DIR");
  if (folder.empty()) folder = "/run/user/" + std::to_string(getuid());
  const std::string name = variable("PIPEWIRE_REMOTE");
  return folder / (name.empty() ? "pipewire-0" : name);
}

}  // namespace

bool pipewire_runs() {
  const std::string path = socket_path().string();
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof(address.sun_path)) return false;
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  const int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (descriptor < 0) return false;
  const bool taken =
      connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
  close(descriptor);
  return taken;
}

}  // namespace airmark::tools
