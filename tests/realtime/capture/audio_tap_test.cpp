#include "realtime/capture/audio_tap.h"

#include <gmock/gmock.h>

#include <numeric>
#include <thread>

#include "tests/support/chunk_recorder.h"

namespace airmark::realtime {
namespace {

using namespace std::chrono_literals;

constexpr std::uint32_t kRateHz = 48000;

/// A server that counts: the left sample is the number of the frame, the right its negative.
class FakeServer {
 public:
  explicit FakeServer(AudioTap& tap) : tap_(tap) {}

  AudioTap::Block next_block(std::size_t frame_count, std::uint32_t rate_hz = kRateHz) {
    left_.resize(frame_count);
    right_.resize(frame_count);
    for (std::size_t n = 0; n < frame_count; ++n) {
      left_[n] = static_cast<float>(frame_ + n);
      right_[n] = -left_[n];
    }
    const auto server_frame = static_cast<std::uint32_t>(frame_ + clock_offset_);
    frame_ += frame_count;
    channels_ = {left_.data(), right_.data()};
    return {channels_, frame_count, rate_hz, server_frame, AudioTap::Clock::now()};
  }

  /// Cycles in which the tap is not called; the sound goes on meanwhile.
  void run_without_us(std::size_t frame_count) { frame_ += frame_count; }

  /// The server's clock is set; the sound waits.
  void set_clock_on(std::size_t frame_count) { clock_offset_ += frame_count; }

  void cycle(std::size_t frame_count, std::uint32_t rate_hz = kRateHz) {
    tap_.on_block(next_block(frame_count, rate_hz));
  }

 private:
  AudioTap& tap_;
  std::vector<float> left_;
  std::vector<float> right_;
  std::array<const float*, 2> channels_{};
  std::size_t frame_ = 0;
  std::size_t clock_offset_ = 0xffff'ff00;  // Soon wraps, as it may.
};

std::vector<AudioChunk> read_all(ChunkQueue& queue) {
  std::vector<AudioChunk> chunks;
  for (AudioChunk chunk; queue.try_read(chunk);) chunks.push_back(chunk);
  return chunks;
}

TEST(AudioTap, CutsABlockIntoChunksThatFollowEachOther) {
  ChunkQueue queue(16);
  AudioTap tap(queue);
  FakeServer(tap).cycle(300);
  const auto chunks = read_all(queue);
  ASSERT_EQ(chunks.size(), 3u);
  EXPECT_EQ(chunks[0].first_frame, 0);
  EXPECT_EQ(chunks[1].first_frame, 128);
  EXPECT_EQ(chunks[2].first_frame, 256);
  EXPECT_EQ(chunks[2].frame_count, 44u);
  EXPECT_EQ(chunks[2].channel_count, 2u);
  EXPECT_EQ(chunks[2].sample_rate_hz, kRateHz);
  EXPECT_EQ(chunks[2].samples[0][43], 299.0f);
  EXPECT_EQ(chunks[2].samples[1][43], -299.0f);
}

TEST(AudioTap, TakesAPortWithoutABufferForSilence) {
  ChunkQueue queue(16);
  AudioTap tap(queue);
  FakeServer server(tap);
  server.cycle(kChunkFrames);
  AudioTap::Block block = server.next_block(kChunkFrames);
  const std::array<const float*, 2> channels{block.channels[0], nullptr};
  block.channels = channels;
  tap.on_block(block);
  const auto chunks = read_all(queue);
  ASSERT_EQ(chunks.size(), 2u);
  EXPECT_EQ(chunks[1].samples[0][1], static_cast<float>(kChunkFrames + 1));
  for (const float sample : chunks[1].samples[1]) EXPECT_EQ(sample, 0.0f);
}

TEST(AudioTap, KeepsEverySampleOfTenThousandCyclesOfOddSizes) {
  ChunkQueue queue(256);
  AudioTap tap(queue);
  FakeServer server(tap);
  constexpr std::array<std::size_t, 4> kSizes{1, 63, 64, 8192};
  std::int64_t next_frame = 0;
  for (int cycle = 0; cycle < 10'000; ++cycle) {
    server.cycle(kSizes[static_cast<std::size_t>(cycle) % kSizes.size()]);
    for (AudioChunk chunk; queue.try_read(chunk);) {
      ASSERT_EQ(chunk.first_frame, next_frame);
      for (std::size_t n = 0; n < chunk.frame_count; ++n)
        ASSERT_EQ(chunk.samples[0][n],
                  static_cast<float>(static_cast<std::size_t>(next_frame) + n));
      next_frame += chunk.frame_count;
    }
  }
  EXPECT_EQ(next_frame, 2500 * (1 + 63 + 64 + 8192));
  EXPECT_EQ(tap.counters().frames_seen.load(), next_frame);
  EXPECT_EQ(tap.counters().callbacks.load(), 10'000);
  EXPECT_EQ(tap.counters().frames_dropped.load(), 0);
}

TEST(AudioTap, CountsWhatAFullQueueRefusesAndLeavesAVisibleGap) {
  ChunkQueue queue(4);
  AudioTap tap(queue);
  FakeServer server(tap);
  for (int i = 0; i < 100; ++i) server.cycle(kChunkFrames);
  const auto before = read_all(queue);
  server.cycle(kChunkFrames);
  const auto after = read_all(queue);

  EXPECT_EQ(before.back().first_frame + static_cast<std::int64_t>(kChunkFrames),
            static_cast<std::int64_t>(before.size() * kChunkFrames));
  ASSERT_EQ(after.size(), 1u);
  EXPECT_EQ(after[0].first_frame, static_cast<std::int64_t>(100 * kChunkFrames));
  EXPECT_EQ(tap.counters().frames_dropped.load(),
            static_cast<std::int64_t>((100 - before.size()) * kChunkFrames));
}

TEST(AudioTap, PlacesTheBlockAfterAnInterruptionWhereTheClockSays) {
  ChunkQueue queue(16);
  AudioTap tap(queue);
  std::array<float, kChunkFrames> silence{};
  const std::array<const float*, 1> channels{silence.data()};
  const auto start = AudioTap::Clock::now();
  tap.on_block({channels, kChunkFrames, kRateHz, 0, start});
  tap.mark_interruption();
  tap.on_block({channels, kChunkFrames, kRateHz, 5000, start + 2s});
  tap.on_block({channels, kChunkFrames, kRateHz, 5000 + kChunkFrames, start + 9s});
  const auto chunks = read_all(queue);
  ASSERT_EQ(chunks.size(), 3u);
  EXPECT_NEAR(static_cast<double>(chunks[1].first_frame), 2.0 * kRateHz, 1.0);
  EXPECT_EQ(chunks[2].first_frame, chunks[1].first_frame + static_cast<std::int64_t>(kChunkFrames))
      << "only a marked interruption is a gap";
}

TEST(AudioTap, ShowsAnInterruptionThatTookNoTime) {
  ChunkQueue queue(128);
  AudioTap tap(queue);
  FakeServer server(tap);
  server.cycle(8192);
  tap.mark_interruption();
  server.cycle(1);
  EXPECT_GT(read_all(queue).back().first_frame, 8192);
}

TEST(AudioTap, LeavesAGapForCyclesThatTheServerRanWithoutUs) {
  ChunkQueue queue(16);
  AudioTap tap(queue);
  FakeServer server(tap);
  server.cycle(128);
  server.run_without_us(2 * 128);
  server.cycle(128);
  const auto chunks = read_all(queue);
  EXPECT_EQ(chunks.back().first_frame, 3 * 128);
  EXPECT_EQ(chunks.back().samples[0][0], 3.0f * 128.0f) << "the place is the sound's own";
}

TEST(AudioTap, DoesNotTakeAResetOfTheServersClockForAGap) {
  ChunkQueue queue(16);
  AudioTap tap(queue);
  FakeServer server(tap);
  server.cycle(128);
  server.set_clock_on(301);  // Set by the time of day.
  server.cycle(128);
  server.set_clock_on(10'000 * 128);  // Another driver.
  server.cycle(128);
  EXPECT_EQ(read_all(queue).back().first_frame, 2 * 128);
}

TEST(AudioTap, TrustsAServerThatRunsAllClientsOrNone) {
  ChunkQueue queue(16);
  AudioTap tap(queue);
  FakeServer server(tap);
  for (int i = 0; i < 2; ++i) {
    auto block = server.next_block(128);
    block.server_frame.reset();
    tap.on_block(block);
    server.set_clock_on(128);
  }
  EXPECT_EQ(read_all(queue).back().first_frame, 128);
}

TEST(AudioTap, BeginsANewStreamAtAChangeOfRate) {
  ChunkQueue queue(16);
  AudioTap tap(queue);
  FakeServer server(tap);
  server.cycle(64, 48000);
  tap.mark_interruption();
  server.cycle(64, 44100);
  server.cycle(64, 44100);
  const auto chunks = read_all(queue);
  ASSERT_EQ(chunks.size(), 3u);
  EXPECT_EQ(chunks[1].first_frame, 0);
  EXPECT_EQ(chunks[1].sample_rate_hz, 44100u);
  EXPECT_EQ(chunks[2].first_frame, 64);
}

TEST(AudioTap, IgnoresChannelsBeyondTheSecond) {
  ChunkQueue queue(4);
  AudioTap tap(queue);
  const std::array<float, 2> samples{0.5f, 0.25f};
  const std::array<const float*, 3> channels{samples.data(), samples.data(), samples.data()};
  tap.on_block({channels, samples.size(), kRateHz, 0, AudioTap::Clock::now()});
  EXPECT_EQ(read_all(queue).at(0).channel_count, 2u);
}

TEST(AudioTap, MeasuresTheWorstCallback) {
  ChunkQueue queue(16);
  AudioTap tap(queue);
  FakeServer server(tap);
  auto block = server.next_block(64);
  block.started -= 3ms;
  tap.on_block(block);
  server.cycle(64);
  EXPECT_GE(tap.counters().worst_callback_ns.load(), 3'000'000);
}

TEST(AudioTap, WaitsInFreewheelForASlowReaderAndLosesNothing) {
  ChunkQueue queue(4);
  AudioTap tap(queue);
  constexpr int kBlocks = 20;
  constexpr std::int64_t kFrames = kBlocks * 8192;
  std::jthread reader([&queue] {
    AudioChunk chunk;
    for (std::int64_t frames = 0; frames < kFrames; std::this_thread::sleep_for(100us)) {
      if (!queue.try_read(chunk)) continue;
      EXPECT_EQ(chunk.first_frame, frames);
      frames += chunk.frame_count;
    }
  });
  FakeServer server(tap);
  for (int i = 0; i < kBlocks; ++i) tap.on_freewheel_block(server.next_block(8192));
  reader.join();
  EXPECT_EQ(tap.counters().frames_dropped.load(), 0);
  EXPECT_EQ(tap.counters().worst_callback_ns.load(), 0) << "waiting is no real-time fault";
}

TEST(AudioTap, StopsWaitingInFreewheelWhenNobodyReadsAnyMore) {
  ChunkQueue queue(4);
  AudioTap tap(queue);
  FakeServer server(tap);
  tap.stop_waiting();
  const auto start = std::chrono::steady_clock::now();
  tap.on_freewheel_block(server.next_block(8192));
  EXPECT_LT(std::chrono::steady_clock::now() - start, AudioTap::kFreewheelPatience / 2);
  EXPECT_GT(tap.counters().frames_dropped.load(), 0);
}

#if defined(__has_feature)
#if __has_feature(realtime_sanitizer)
/// The negative control of every test in this program that the sanitizer passes.
TEST(RealtimeSanitizer, StopsAProgramThatAllocatesInTheCallback) {
  const auto callback = []() noexcept AIRMARK_RT {
    AIRMARK_RT_TRUST_BEGIN  // Hides the fault from the compiler, so that running it is tested.
        std::vector<float>
            copy(64);
    AIRMARK_RT_TRUST_END
    return copy[0];
  };
  EXPECT_DEATH(callback(), "unsafe-library-call");
}
#endif
#endif

}  // namespace
}  // namespace airmark::realtime
