#include "realtime/publish/now_playing_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <utility>

#include "realtime/publish/on_air_text.h"

namespace airmark::realtime {
namespace {

constexpr const char* kListening = "airmark is listening";
constexpr const char* kNotListening = "airmark is not listening";
constexpr std::int64_t kApartS = 2;

bool write_text(int descriptor, const std::string& text, std::int64_t modified_s) {
  const std::array<timespec, 2> times{timespec{modified_s, 0}, timespec{modified_s, 0}};
  const ssize_t written = ::write(descriptor, text.data(), text.size());
  if (written < 0) return false;
  if (written != static_cast<ssize_t>(text.size())) {
    errno = EIO;  // A short write sets none.
    return false;
  }
  return futimens(descriptor, times.data()) == 0;
}

}  // namespace

NowPlayingFile::NowPlayingFile(std::filesystem::path path)
    : path_(std::move(path)), new_path_(path_.string() + ".new") {}

NowPlayingFile::~NowPlayingFile() {
  // Nobody is left to be told where this fails.
  if (!shown_.empty()) (void)replace(kNotListening);
}

Result<Done> NowPlayingFile::open() {
  wanted_ = kListening;
  Result<Done> created = replace(wanted_);
  if (created) return created;
  return Error{ErrorKind::CannotCreate,
               created.error().message + "; name a file in a folder that you may write to"};
}

Result<Publication> NowPlayingFile::publish(const TagEvent& event, std::stop_token) {
  const bool tells_the_air = event.type == TagEventType::State;
  if (tells_the_air) wanted_ = on_air_text(event.state);
  if (wanted_ == shown_) return tells_the_air ? Publication::Published : Publication::Ignored;
  const Result<Done> replaced = replace(wanted_);
  if (!replaced) return replaced.error();
  return Publication::Published;
}

Result<Done> NowPlayingFile::replace(const std::string& text) {
  const std::int64_t modified_s = std::max<std::int64_t>(std::time(nullptr), modified_s_ + kApartS);
  constexpr mode_t kReadableByAll = 0644;
  const int descriptor =
      ::open(new_path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, kReadableByAll);
  bool written = false;
  if (descriptor >= 0) {
    written = write_text(descriptor, text + '\n', modified_s);
    written = close(descriptor) == 0 && written;
  }
  if (!written || std::rename(new_path_.c_str(), path_.c_str()) != 0) {
    const std::string reason = std::strerror(errno);
    if (descriptor >= 0) unlink(new_path_.c_str());
    return Error{ErrorKind::InputOutput,
                 "cannot write the now-playing file '" + path_.string() + "': " + reason};
  }
  shown_ = text;
  modified_s_ = modified_s;
  return Done{};
}

}  // namespace airmark::realtime
