#include "realtime/capture/chunk_queue.h"

#include <readerwriterqueue/readerwriterqueue.h>

namespace airmark::realtime {

class ChunkQueue::Implementation {
 public:
  /// Writes to every page once: the process thread is not to be the first to touch one, which
  /// would make it wait for the kernel.
  explicit Implementation(std::size_t capacity) : queue(capacity) {
    AudioChunk chunk{};
    while (queue.try_enqueue(chunk)) continue;
    while (queue.try_dequeue(chunk)) continue;
  }
  moodycamel::ReaderWriterQueue<AudioChunk> queue;
};

ChunkQueue::ChunkQueue(std::size_t capacity)
    : implementation_(std::make_unique<Implementation>(capacity)) {}
ChunkQueue::~ChunkQueue() = default;

// try_enqueue() never allocates: it copies into a block that the constructor made, or refuses.
AIRMARK_RT_TRUST_BEGIN
bool ChunkQueue::try_write(const AudioChunk& chunk) noexcept AIRMARK_RT {
  return implementation_->queue.try_enqueue(chunk);
}

bool ChunkQueue::try_read(AudioChunk& chunk) noexcept AIRMARK_RT {
  return implementation_->queue.try_dequeue(chunk);
}
AIRMARK_RT_TRUST_END

}  // namespace airmark::realtime
