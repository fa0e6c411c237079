#include "tests/support/child_program.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <stdexcept>

extern char** environ;

namespace airmark::testing {
namespace {

std::vector<char*> pointers(std::vector<std::string>& strings) {
  std::vector<char*> result;
  for (std::string& string : strings) result.push_back(string.data());
  result.push_back(nullptr);
  return result;
}

std::vector<std::string> full_environment(const ChildProgram::Environment& added) {
  std::vector<std::string> result;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string text = *entry;
    if (!added.contains(text.substr(0, text.find('=')))) result.push_back(text);
  }
  for (const auto& [name, value] : added) result.push_back(name + "=" + value);
  return result;
}

/// Runs between fork and exec: only calls that are safe there.
[[noreturn]] void become(char* const* command, char* const* environment, int output) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  dup2(output, STDOUT_FILENO);
  dup2(output, STDERR_FILENO);
  execvpe(command[0], command, environment);
  _exit(127);
}

}  // namespace

ChildProgram::ChildProgram(std::vector<std::string> command, Environment environment) {
  std::vector<std::string> variables = full_environment(environment);
  const std::vector<char*> arguments = pointers(command);
  const std::vector<char*> settings = pointers(variables);
  std::array<int, 2> pipe_ends{};
  if (pipe2(pipe_ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  pid_ = fork();
  if (pid_ == 0) become(arguments.data(), settings.data(), pipe_ends[1]);
  close(pipe_ends[1]);
  if (pid_ < 0) throw std::runtime_error("cannot start " + command[0]);
  collector_ = std::thread([this, pipe = pipe_ends[0]] { collect(pipe); });
}

ChildProgram::~ChildProgram() {
  if (running()) send(SIGKILL);
  wait(std::chrono::seconds(5));
  if (collector_.joinable()) collector_.join();
}

bool ChildProgram::running() { return !wait(std::chrono::milliseconds(0)); }

void ChildProgram::send(int signal) {
  if (!exit_code_) kill(pid_, signal);
}

std::optional<int> ChildProgram::wait(std::chrono::milliseconds patience) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (!exit_code_) {
    int status = 0;
    if (waitpid(pid_, &status, WNOHANG) == pid_) {
      exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
      collector_.join();
      break;
    }
    if (std::chrono::steady_clock::now() >= deadline) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return exit_code_;
}

std::string ChildProgram::output() const {
  const std::lock_guard lock(mutex_);
  return output_;
}

void ChildProgram::collect(int pipe) {
  std::array<char, 4096> piece;
  for (ssize_t size = 0; (size = read(pipe, piece.data(), piece.size())) > 0;) {
    const std::lock_guard lock(mutex_);
    const std::size_t room = kMostOutputBytes - output_.size();
    output_.append(piece.data(), std::min(room, static_cast<std::size_t>(size)));
  }
  close(pipe);
}

std::optional<std::string> find_program(const std::string& name) {
  const char* path = std::getenv("PATH");
  std::istringstream folders(path == nullptr ? "" : path);
  for (std::string folder; std::getline(folders, folder, ':');) {
    const std::filesystem::path candidate = std::filesystem::path(folder) / name;
    if (access(candidate.c_str(), X_OK) == 0) return candidate.string();
  }
  return std::nullopt;
}

}  // namespace airmark::testing
