#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace airmark {

/// Why an operation failed. One list for the whole program, so that retry policy,
/// HTTP status and exit code are each one switch and never string matching.
enum class ErrorKind {
  Usage,          ///< The command line asks for something that does not exist.
  BadData,        ///< Input was found and read, but is not what it should be.
  NotFound,       ///< The named input does not exist.
  Unavailable,    ///< A service (JACK, Bedrock, a broker) does not answer.
  Timeout,        ///< It may work later.
  Refused,        ///< Credentials or rights are missing.
  BadReply,       ///< A service answered something that is not an answer.
  CannotCreate,   ///< An output cannot be created.
  InputOutput,    ///< Reading or writing failed half-way.
  Configuration,  ///< A setting is unknown or out of range.
  Internal        ///< Our own fault.
};

/// What went wrong, for the program (kind) and for a person (message).
struct Error {
  ErrorKind kind;
  std::string message;  ///< One sentence; names the file, field or host and says how to mend it.
};

/// A value or an Error. Never empty. Not for the JACK thread: Error owns a string.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}
  Result(Error error) : state_(std::move(error)) {}

  explicit operator bool() const noexcept { return state_.index() == 0; }
  T& value() & {
    assert(*this);
    return *std::get_if<0>(&state_);
  }
  const T& value() const& {
    assert(*this);
    return *std::get_if<0>(&state_);
  }
  T&& value() && {
    assert(*this);
    return std::move(*std::get_if<0>(&state_));
  }
  const Error& error() const {
    assert(!*this);
    return *std::get_if<1>(&state_);
  }

 private:
  std::variant<T, Error> state_;
};

/// The value of an operation that only succeeds or fails.
struct Done {};

}  // namespace airmark
