#pragma once

#include <functional>
#include <string>

#include "analysis/vocabulary/result.h"
#include "analysis/vocabulary/tag_event.h"
#include "realtime/capture/chunk_queue.h"

namespace airmark::realtime {

/// Where a live feed comes from: a JACK server in production, a script in tests.
///
/// Threads    all functions from the owner's thread, except that chunks() is read by the analysis
///            thread and health() may be called from any thread.
class Capture {
 public:
  /// A sentence for a person about something that happened ("the JACK server went away; waiting
  /// for it"). Called from a thread of the capture that may block and allocate.
  using OnNotice = std::function<void(const std::string& message)>;

  virtual ~Capture() = default;

  /// Begins to fill chunks(). Fails where there is no server now; once started, a server that goes
  /// away is waited for.
  virtual Result<Done> start(OnNotice on_notice) = 0;

  /// No chunk is written after this returns.
  virtual void stop() noexcept = 0;

  virtual ChunkQueue& chunks() noexcept = 0;

  /// The name the server knows us by; valid after start().
  virtual std::string name() const = 0;

  /// What was seen and lost so far; `coverage` and `windows_replaced` are left to the session.
  virtual CaptureHealth health() const noexcept = 0;
};

}  // namespace airmark::realtime
