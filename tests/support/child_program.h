#pragma once

#include <sys/types.h>

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace airmark::testing {

/// A program run beside the test. It never outlives the object, nor the test program.
///
/// Output     the first kMostOutputBytes of standard output and error are kept, the rest is read
///            and thrown away: a program gone wild fills neither disk nor memory.
class ChildProgram {
 public:
  using Environment = std::map<std::string, std::string>;  ///< Added to the test's own.
  static constexpr std::size_t kMostOutputBytes = 1 << 18;

  ChildProgram(std::vector<std::string> command, Environment environment = {});
  ~ChildProgram();
  ChildProgram(const ChildProgram&) = delete;
  ChildProgram& operator=(const ChildProgram&) = delete;

  bool running();
  void send(int signal);

  /// The exit code, 128 + the signal that ended it, or nothing where it still runs after
  /// `patience`.
  std::optional<int> wait(std::chrono::milliseconds patience);

  /// What was printed so far; all of it once wait() has returned a code.
  std::string output() const;

 private:
  void collect(int pipe);

  pid_t pid_ = -1;
  std::optional<int> exit_code_;
  mutable std::mutex mutex_;
  std::string output_;  ///< Under mutex_.
  std::thread collector_;
};

/// The path of a program that $PATH has, if it has it.
std::optional<std::string> find_program(const std::string& name);

}  // namespace airmark::testing
