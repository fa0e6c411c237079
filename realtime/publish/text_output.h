#pragma once

#include <stop_token>
#include <string>
#include <string_view>

#include "realtime/publish/sink.h"

namespace airmark::realtime {

/// Writes text to a descriptor whose reader may be slow, or leave.
///
/// Threads    one instance belongs to one thread, which must have SIGPIPE blocked or ignored.
/// Guarantee  write() writes the whole text or says why not; it returns within a tenth of a second
///            after `stop` is requested, even where nobody reads.
class TextOutput {
 public:
  /// Does not own the descriptor. `name` is what an error calls it ("standard output").
  TextOutput(int descriptor, std::string name);

  const std::string& name() const noexcept { return name_; }
  Result<Publication> write(std::string_view text, const std::stop_token& stop);

 private:
  bool wait_for_room(const std::stop_token& stop) const;

  int descriptor_;
  std::string name_;
};

}  // namespace airmark::realtime
