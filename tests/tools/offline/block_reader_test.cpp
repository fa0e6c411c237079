#include "tools/offline/block_reader.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <vector>

namespace airmark::tools {
namespace {

/// Counts up on channel 0 and down on channel 1, in pieces of any size.
class Ramp : public SoundSource {
 public:
  Ramp(std::size_t frames, std::size_t piece) : frames_(frames), piece_(piece) {}
  double sample_rate_hz() const noexcept override { return 1000.0; }
  int channel_count() const noexcept override { return 2; }
  std::optional<std::int64_t> frame_count() const noexcept override { return std::nullopt; }
  Result<std::size_t> read(std::span<const std::span<float>> channels) override {
    if (place_ == 30000) return Error{ErrorKind::InputOutput, "the disk is gone"};
    const std::size_t count = std::min({channels[0].size(), piece_, frames_ - place_});
    for (std::size_t n = 0; n < count; ++n, ++place_) {
      channels[0][n] = static_cast<float>(place_);
      channels[1][n] = -static_cast<float>(place_);
    }
    return count;
  }

 private:
  std::size_t frames_;
  std::size_t piece_;
  std::size_t place_ = 0;
};

struct Heard {
  std::vector<float> left;
  ReadFrames read;
};

Heard hear(std::size_t frames, std::size_t piece, const Excerpt& excerpt) {
  Ramp source(frames, piece);
  Heard heard;
  const auto read = for_each_block(source, excerpt,
                                   [&](const AudioBlock& block) {
                                     EXPECT_EQ(block.first_frame, std::ssize(heard.left));
                                     EXPECT_EQ(block.channels.size(), 2u);
                                     for (std::size_t n = 0; n < block.frame_count; ++n) {
                                       heard.left.push_back(block.channels[0][n]);
                                       EXPECT_EQ(block.channels[1][n], -block.channels[0][n]);
                                     }
                                     return true;
                                   },
                                   {});
  EXPECT_TRUE(read);
  heard.read = read.value();
  return heard;
}

TEST(BlockReader, GivesAllInOrderWhateverTheSourceGivesAtATime) {
  for (const std::size_t piece : {1u, 97u, 8192u, 100000u}) {
    const Heard heard = hear(20000, piece, {});
    ASSERT_EQ(heard.left.size(), 20000u);
    EXPECT_EQ(heard.left.front(), 0.0f);
    EXPECT_EQ(heard.left.back(), 19999.0f);
    EXPECT_TRUE(std::ranges::is_sorted(heard.left));
  }
}

TEST(BlockReader, KeepsToTheExcerptToTheSample) {
  const Heard heard = hear(20000, 999, {.start_s = 9.001, .duration_s = 2.5});
  EXPECT_EQ(heard.read.skipped, 9001);
  EXPECT_EQ(heard.read.given, 2500);
  EXPECT_EQ(heard.left.front(), 9001.0f);
  EXPECT_EQ(heard.left.back(), 11500.0f);
}

TEST(BlockReader, SaysHowMuchThereWasWhereTheExcerptIsBehindTheEnd) {
  const Heard heard = hear(20000, 999, {.start_s = 30.0, .duration_s = 1.0});
  EXPECT_EQ(heard.read.skipped, 20000);
  EXPECT_EQ(heard.read.given, 0);
}

TEST(BlockReader, EndsWhenTheListenerOrTheUserHasEnough) {
  Ramp source(20000, 100);
  int blocks = 0;
  const auto read = for_each_block(source, {}, [&](const AudioBlock&) { return ++blocks < 3; }, {});
  ASSERT_TRUE(read);
  EXPECT_EQ(read.value().given, 300);
  std::stop_source stop;
  stop.request_stop();
  const auto stopped = for_each_block(
      source, {}, [](const AudioBlock&) { return true; }, stop.get_token());
  ASSERT_TRUE(stopped);
  EXPECT_EQ(stopped.value().given, 0);
}

TEST(BlockReader, PassesAnErrorOn) {
  Ramp source(50000, 100);
  const auto read = for_each_block(source, {}, [](const AudioBlock&) { return true; }, {});
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().message, "the disk is gone");
}

}  // namespace
}  // namespace airmark::tools
