#include "tools/sound_file/byte_input.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "tools/sound_file/sound_error.h"

namespace airmark::tools {
namespace {

/// How long a request to stop may go unseen while a pipe is silent.
constexpr int kLongestWaitMs = 50;

}  // namespace

Result<std::size_t> read_fully(ByteInput& input, std::span<std::byte> bytes) {
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const auto got = input.read(bytes.subspan(filled));
    if (!got) return got.error();
    if (got.value() == 0) break;
    filled += got.value();
  }
  return filled;
}

Result<std::size_t> skip_bytes(ByteInput& input, std::size_t byte_count) {
  std::array<std::byte, 4096> forgotten;
  std::size_t skipped = 0;
  while (skipped < byte_count) {
    const std::size_t wanted = std::min(forgotten.size(), byte_count - skipped);
    const auto got = input.read(std::span(forgotten).first(wanted));
    if (!got) return got.error();
    if (got.value() == 0) break;
    skipped += got.value();
  }
  return skipped;
}

DescriptorInput::DescriptorInput(int descriptor, Ownership ownership, std::string name,
                                 std::stop_token stop)
    : descriptor_(descriptor),
      ownership_(ownership),
      name_(std::move(name)),
      stop_(std::move(stop)) {}

DescriptorInput::~DescriptorInput() {
  if (ownership_ == Ownership::Owned) ::close(descriptor_);
}

bool DescriptorInput::wait_for_bytes() const {
  if (!stop_.stop_possible()) return true;
  while (!stop_.stop_requested()) {
    pollfd waited{.fd = descriptor_, .events = POLLIN, .revents = 0};
    if (::poll(&waited, 1, kLongestWaitMs) > 0) return true;
  }
  return false;
}

Result<std::size_t> DescriptorInput::read(std::span<std::byte> bytes) {
  while (wait_for_bytes()) {
    const ssize_t got = ::read(descriptor_, bytes.data(), bytes.size());
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno != EINTR && errno != EAGAIN) return system_error(name_, errno);
  }
  return std::size_t{0};
}

}  // namespace airmark::tools
