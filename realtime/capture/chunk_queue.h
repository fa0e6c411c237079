#pragma once

#include <cstddef>
#include <memory>

#include "analysis/vocabulary/audio_chunk.h"
#include "realtime/rt_safety.h"

namespace airmark::realtime {

/// Fixed-size queue of audio from exactly one writing thread to exactly one reading thread.
///
/// Memory     allocated once, in the constructor.
/// Threads    try_write() from the producer only, try_read() from the consumer only.
/// Guarantee  both are wait-free; a full queue refuses the newest chunk and keeps what it has.
class ChunkQueue {
 public:
  explicit ChunkQueue(std::size_t capacity);
  ~ChunkQueue();

  bool try_write(const AudioChunk& chunk) noexcept AIRMARK_RT;
  bool try_read(AudioChunk& chunk) noexcept AIRMARK_RT;

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace airmark::realtime
