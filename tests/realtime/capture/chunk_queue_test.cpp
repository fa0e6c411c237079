#include "realtime/capture/chunk_queue.h"

#include <gmock/gmock.h>

#include <thread>

namespace airmark::realtime {
namespace {

AudioChunk chunk_at(std::int64_t first_frame) {
  AudioChunk chunk{};
  chunk.first_frame = first_frame;
  chunk.frame_count = kChunkFrames;
  chunk.channel_count = 2;
  chunk.samples[1].back() = static_cast<float>(first_frame);
  return chunk;
}

TEST(ChunkQueue, IsEmptyAtFirst) {
  ChunkQueue queue(8);
  AudioChunk chunk;
  EXPECT_FALSE(queue.try_read(chunk));
}

TEST(ChunkQueue, HoldsAtLeastItsCapacityAndRefusesTheNewestWhenFull) {
  constexpr std::int64_t kCapacity = 1000;
  ChunkQueue queue(kCapacity);
  std::int64_t taken = 0;
  while (taken < 10 * kCapacity && queue.try_write(chunk_at(taken))) ++taken;
  EXPECT_GE(taken, kCapacity);
  EXPECT_LT(taken, 10 * kCapacity);

  AudioChunk chunk;
  for (std::int64_t i = 0; i < taken; ++i) {
    ASSERT_TRUE(queue.try_read(chunk));
    ASSERT_EQ(chunk.first_frame, i);
  }
  EXPECT_FALSE(queue.try_read(chunk));
}

TEST(ChunkQueue, HandsEveryChunkFromOneThreadToAnotherInOrder) {
  constexpr std::int64_t kChunks = 200'000;
  ChunkQueue queue(64);
  std::jthread writer([&queue] {
    for (std::int64_t i = 0; i < kChunks; ++i)
      while (!queue.try_write(chunk_at(i))) std::this_thread::yield();
  });
  AudioChunk chunk;
  for (std::int64_t i = 0; i < kChunks; ++i) {
    while (!queue.try_read(chunk)) std::this_thread::yield();
    ASSERT_EQ(chunk.first_frame, i);
    ASSERT_EQ(chunk.samples[1].back(), static_cast<float>(i));
  }
}

}  // namespace
}  // namespace airmark::realtime
