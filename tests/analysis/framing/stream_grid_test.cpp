#include "analysis/framing/stream_grid.h"

#include <gtest/gtest.h>

#include <array>

namespace airmark::analysis {
namespace {

constexpr std::array kRates{8000, 11025, 22050, 32000, 44100, 48000, 88200, 96000, 192000, 11111};

TEST(StreamGrid, FindsTheSourceFrameByRoundingDown) {
  EXPECT_EQ(source_frame_of(22050, 48000), 48000);
  EXPECT_EQ(source_frame_of(512, 48000), 1114);  // 1114.557
  EXPECT_EQ(source_frame_of(512, 8000), 185);    // 185.76
  EXPECT_EQ(source_frame_of(512, 22050), 512);
}

TEST(StreamGrid, FindsTheFirstHopThatIsHeardNoEarlier) {
  for (const int rate : kRates) {
    for (std::int64_t source_frame = 0; source_frame < 3 * rate; source_frame += 37) {
      const std::int64_t frame = grid_frame_from(source_frame, rate);
      ASSERT_EQ(frame % kHopFrames, 0);
      ASSERT_GE(source_frame_of(frame, rate), source_frame) << rate;
      if (frame > 0) {
        // One hop earlier would have been too early, to the fraction of a frame.
        ASSERT_LT((frame - kHopFrames) * rate, source_frame * kAnalysisRateHz) << rate;
      }
    }
  }
}

TEST(StreamGrid, StaysExactAfterAYearOnTheAir) {
  constexpr std::int64_t kYearS = 365 * 24 * 3600;
  EXPECT_EQ(source_frame_of(kYearS * kAnalysisRateHz, 192000), kYearS * 192000);
  EXPECT_EQ(grid_frame_from(kYearS * 192000, 192000) - kYearS * kAnalysisRateHz,
            (kHopFrames - kYearS * kAnalysisRateHz % kHopFrames) % kHopFrames);
}

TEST(StreamGrid, RoundsDurationsToWholeHops) {
  EXPECT_EQ(whole_hops_frames(30.0), 661504);
  EXPECT_EQ(whole_hops_frames(0.0), 0);
  EXPECT_EQ(whole_hops_frames(0.02), 512);
}

}  // namespace
}  // namespace airmark::analysis
