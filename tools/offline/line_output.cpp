#include "tools/offline/line_output.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

namespace airmark::tools {

bool LineOutput::write(std::string_view line) {
  const std::string whole = std::string(line) + "\n";
  std::string_view left = whole;
  while (!closed_ && !left.empty()) {
    const ssize_t written = ::write(descriptor_, left.data(), left.size());
    if (written >= 0) {
      left.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      closed_ = true;
      if (errno != EPIPE)
        error_ = Error{ErrorKind::InputOutput, std::string("cannot write to standard output (") +
                                                   std::strerror(errno) +
                                                   "); make room or send it elsewhere"};
    }
  }
  return !closed_;
}

}  // namespace airmark::tools
