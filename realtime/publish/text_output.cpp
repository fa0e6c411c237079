#include "realtime/publish/text_output.h"

#include <limits.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace airmark::realtime {
namespace {

constexpr int kPollPeriodMs = 50;

}  // namespace

TextOutput::TextOutput(int descriptor, std::string name)
    : descriptor_(descriptor), name_(std::move(name)) {}

Result<Publication> TextOutput::write(std::string_view text, const std::stop_token& stop) {
  while (!text.empty()) {
    if (!wait_for_room(stop))
      return Error{ErrorKind::Timeout, "nobody reads " + name_ + "; the last line is lost"};
    // A pipe that reports room takes this much without waiting.
    const ssize_t written =
        ::write(descriptor_, text.data(), std::min<std::size_t>(text.size(), PIPE_BUF));
    if (written >= 0) {
      text.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno == EPIPE) {
      return Publication::ReaderLeft;
    } else if (errno != EINTR && errno != EAGAIN) {
      return Error{ErrorKind::InputOutput,
                   "cannot write to " + name_ + ": " + std::strerror(errno)};
    }
  }
  return Publication::Published;
}

bool TextOutput::wait_for_room(const std::stop_token& stop) const {
  pollfd room{descriptor_, POLLOUT, 0};
  while (true) {
    // An error state counts as room: write() then says which.
    if (poll(&room, 1, 0) > 0) return true;
    if (stop.stop_requested()) return false;
    poll(&room, 1, kPollPeriodMs);
  }
}

}  // namespace airmark::realtime
