#include "realtime/capture/chunk_queue.h"

#include <readerwriterqueue/readerwriterqueue.h>

namespace airmark::realtime {

class ChunkQueue::Implementation {
 public:
  explicit Implementation(std::size_t capacity) : queue(capacity) {}
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
