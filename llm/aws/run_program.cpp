#include "llm/aws/run_program.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cassert>
#include <cerrno>
#include <optional>
#include <string_view>
#include <thread>

namespace airmark::llm {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kMostOutputBytes = 1 << 16;
constexpr std::chrono::milliseconds kLook{20};  // how often time and stop are looked at

Error fault(ErrorKind kind, const std::string& program, const std::string& what) {
  return {kind, "the program '" + program + "' " + what};
}

bool is_program(const std::string& path) { return access(path.c_str(), X_OK) == 0; }

std::optional<std::string> find_in_path(const std::string& name,
                                        const std::map<std::string, std::string>& environment) {
  if (name.find('/') != name.npos) return is_program(name) ? std::optional(name) : std::nullopt;
  const auto variable = environment.find("PATH");
  std::string_view folders = "/usr/bin:/bin";
  if (variable != environment.end()) folders = variable->second;
  while (!folders.empty()) {
    const std::size_t end = std::min(folders.find(':'), folders.size());
    const std::string candidate = std::string(folders.substr(0, end)) + "/" + name;
    if (end > 0 && is_program(candidate)) return candidate;
    folders.remove_prefix(std::min(end + 1, folders.size()));
  }
  return std::nullopt;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (std::string& text : texts) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

/// The attributes and files that a child begins with.
class SpawnRules {
 public:
  explicit SpawnRules(int output) {
    posix_spawnattr_init(&attributes_);
    posix_spawn_file_actions_init(&files_);
    // A group of its own, so that its children can be ended with it; no blocked or ignored signals,
    // though this program may have some.
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setsigdefault(&attributes_, &all);
    posix_spawnattr_setpgroup(&attributes_, 0);
    posix_spawnattr_setflags(
        &attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    posix_spawn_file_actions_addopen(&files_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&files_, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&files_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&files_, STDERR_FILENO + 1);
  }
  ~SpawnRules() {
    posix_spawnattr_destroy(&attributes_);
    posix_spawn_file_actions_destroy(&files_);
  }
  SpawnRules(const SpawnRules&) = delete;
  SpawnRules& operator=(const SpawnRules&) = delete;

  const posix_spawnattr_t* attributes() const { return &attributes_; }
  const posix_spawn_file_actions_t* files() const { return &files_; }

 private:
  posix_spawnattr_t attributes_;
  posix_spawn_file_actions_t files_;
};

/// A running child; killed with all its children where it is left alone.
class Child {
 public:
  Child(pid_t pid, int output) : pid_(pid), output_(output) {}
  ~Child() {
    if (!status_) {
      kill(-pid_, SIGKILL);
      while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
      }
    }
    close(output_);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  /// Waits a moment, takes what came. True once the program has ended and nothing more is there.
  bool finished() {
    // In this order: what an ended program wrote is all in the pipe.
    int status = 0;
    if (!status_ && waitpid(pid_, &status, WNOHANG) != 0) status_ = status;
    const bool had_ended = status_.has_value();
    return !read_some() && had_ended;
  }

  bool ended_well() const { return status_ && WIFEXITED(*status_) && WEXITSTATUS(*status_) == 0; }
  std::string how_it_ended() const {
    if (WIFEXITED(*status_)) return "ended with code " + std::to_string(WEXITSTATUS(*status_));
    return "was ended by signal " + std::to_string(WTERMSIG(*status_));
  }
  std::string& text() { return text_; }

 private:
  bool read_some() {
    pollfd waiting{output_, POLLIN, 0};
    if (output_open_) {
      if (poll(&waiting, 1, static_cast<int>(kLook.count())) <= 0) return false;
    } else if (!status_) {
      std::this_thread::sleep_for(kLook);
    }
    if (!output_open_) return false;
    std::array<char, 4096> piece;
    const ssize_t size = read(output_, piece.data(), piece.size());
    if (size <= 0) {
      output_open_ = false;
      return false;
    }
    text_.append(piece.data(), static_cast<std::size_t>(size));
    return true;
  }

  pid_t pid_;
  int output_;
  bool output_open_ = true;
  std::optional<int> status_;
  std::string text_;
};

}  // namespace

Result<std::string> run_program(const std::vector<std::string>& argv,
                                const std::map<std::string, std::string>& environment,
                                std::chrono::milliseconds timeout, std::stop_token stop) {
  assert(!argv.empty());
  const std::string& name = argv.front();
  const std::optional<std::string> path = find_in_path(name, environment);
  if (!path) return fault(ErrorKind::NotFound, name, "is not there or may not be run");

  std::vector<std::string> arguments = argv;
  std::vector<std::string> variables;
  for (const auto& [key, value] : environment) variables.push_back(key + "=" + value);
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return fault(ErrorKind::Internal, name, "got no pipe");
  const SpawnRules rules(ends[1]);
  pid_t pid = -1;
  const int failure = posix_spawn(&pid, path->c_str(), rules.files(), rules.attributes(),
                                  pointers(arguments).data(), pointers(variables).data());
  close(ends[1]);
  if (failure != 0) {
    close(ends[0]);
    return fault(ErrorKind::NotFound, name, "could not be started");
  }

  Child child(pid, ends[0]);
  const auto deadline = Clock::now() + timeout;
  while (!child.finished()) {
    if (stop.stop_requested()) return fault(ErrorKind::Refused, name, "was stopped");
    if (child.text().size() > kMostOutputBytes)
      return fault(ErrorKind::BadReply, name, "wrote more than 64 KiB");
    if (Clock::now() >= deadline)
      return fault(ErrorKind::Timeout, name,
                   "did not end within " + std::to_string(timeout.count()) + " ms");
  }
  if (!child.ended_well()) return fault(ErrorKind::BadReply, name, child.how_it_ended());
  return std::move(child.text());
}

}  // namespace airmark::llm
