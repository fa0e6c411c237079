#include "analysis/spectrum/mel_stream.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <vector>

#include "analysis/spectrum/decibels.h"
#include "analysis/spectrum/magnitude_block.h"
#include "tests/support/allocation_counter.h"
#include "tests/support/signals.h"
#include "tests/support/window_spectra.h"

namespace airmark::analysis {
namespace {

struct MelFrame {
  std::int64_t centre_frame = 0;
  std::array<float, kMelBandCount> decibels{};
  bool operator==(const MelFrame&) const = default;
};

class Collector {
 public:
  MelStream::OnFrame on_frame() {
    return [this](std::int64_t centre_frame, std::span<const float, kMelBandCount> decibels) {
      frames.push_back({centre_frame, {}});
      std::ranges::copy(decibels, frames.back().decibels.begin());
    };
  }
  std::vector<MelFrame> frames;
};

/// Pieces of 1 to `longest` samples, with a flush now and then when asked for.
std::vector<MelFrame> frames_of(std::span<const float> samples, std::size_t longest, bool flushes) {
  Collector collector;
  MelStream stream(collector.on_frame());
  std::mt19937 random(static_cast<std::uint32_t>(longest));
  while (!samples.empty()) {
    const std::size_t count = std::min<std::size_t>(1 + random() % longest, samples.size());
    stream.push(samples.first(count));
    samples = samples.subspan(count);
    if (flushes && random() % 4 == 0) stream.flush();
  }
  stream.flush();
  return collector.frames;
}

std::vector<float> piece_of_music() { return testing::music(4.0, kAnalysisRateHz); }

TEST(MelStream, FramesAreStftAndMelBandsOfTheSameSamples) {
  const std::vector<float> samples = piece_of_music();
  const std::vector<MelFrame> frames = frames_of(samples, samples.size(), false);
  const testing::WindowSpectra spectra(samples);
  const MelBands mel_bands;
  MagnitudeBlock block;
  std::array<Lanes<float>, kMelBandCount> bands;
  ASSERT_EQ(frames.size(), 1 + (samples.size() - kFrameSize) / kHopSize);
  for (std::size_t t = 0; t < frames.size(); ++t) {
    const std::size_t centred = t + 2;  // the first frame that is not mirrored
    ASSERT_EQ(frames[t].centre_frame, static_cast<std::int64_t>(centred * kHopSize));
    block.load(spectra.magnitudes, centred / kBlockFrames);
    mel_bands.measure(block.powers(), bands);
    for (auto& band : bands) to_decibels(band.values);
    for (std::size_t band = 0; band < kMelBandCount; ++band)
      ASSERT_EQ(frames[t].decibels[band], bands[band][centred % kBlockFrames])
          << "frame " << t << ", band " << band;
  }
}

TEST(MelStream, DoesNotCareHowTheStreamIsCut) {
  const std::vector<float> samples = piece_of_music();
  const std::vector<MelFrame> whole = frames_of(samples, samples.size(), false);
  for (const std::size_t longest : {1u, 63u, 512u, 5000u, 30000u}) {
    EXPECT_EQ(frames_of(samples, longest, false), whole) << longest;
    EXPECT_EQ(frames_of(samples, longest, true), whole) << longest << " with flushes";
  }
}

TEST(MelStream, HandsOutAFrameAtMostABlockLate) {
  Collector collector;
  MelStream stream(collector.on_frame());
  const std::vector<float> samples(kFrameSize + 100 * kHopSize);
  for (std::size_t pushed = 0; pushed < samples.size(); pushed += kHopSize) {
    stream.push(std::span(samples).subspan(pushed, kHopSize));
    const std::size_t known = pushed + kHopSize;
    const std::size_t possible = known < kFrameSize ? 0 : 1 + (known - kFrameSize) / kHopSize;
    ASSERT_LE(possible - collector.frames.size(), kBlockFrames - 1);
  }
}

TEST(MelStream, NeedsAWholeFrame) {
  EXPECT_TRUE(frames_of(std::vector<float>(kFrameSize - 1), 100, true).empty());
  EXPECT_EQ(frames_of(std::vector<float>(kFrameSize), 100, true).size(), 1u);
}

TEST(MelStream, BeginsAnewWithoutMemoryOfWhatWas) {
  const std::vector<float> samples = piece_of_music();
  const std::vector<MelFrame> whole = frames_of(samples, samples.size(), false);
  Collector collector;
  MelStream stream(collector.on_frame());
  stream.push(testing::white_noise(0.3, kAnalysisRateHz));
  collector.frames.clear();
  stream.begin(51200);
  stream.push(samples);
  stream.flush();
  ASSERT_EQ(collector.frames.size(), whole.size());
  for (std::size_t t = 0; t < whole.size(); ++t) {
    ASSERT_EQ(collector.frames[t].centre_frame, whole[t].centre_frame + 51200);
    ASSERT_EQ(collector.frames[t].decibels, whole[t].decibels);
  }
}

TEST(MelStream, StaysFiniteForUnusualInput) {
  std::vector<float> denormals(kFrameSize, 1e-40f);
  std::vector<float> impulse(kFrameSize);
  impulse[1000] = 1.0f;
  const std::vector<float> direct_current(kFrameSize, 1.0f);
  std::vector<float> square(kFrameSize);
  for (std::size_t n = 0; n < square.size(); ++n) square[n] = n / 50 % 2 == 0 ? 1.0f : -1.0f;
  for (const auto& samples :
       {std::vector<float>(kFrameSize), denormals, impulse, direct_current, square})
    for (const MelFrame& frame : frames_of(samples, samples.size(), false))
      for (const float value : frame.decibels) {
        EXPECT_TRUE(std::isfinite(value));
        EXPECT_GE(value, -100.0f);
        EXPECT_LE(value, 60.3f);  // the square of the window's sum, 1024
      }
}

TEST(MelStream, AllocatesNothingOnceItIsBuilt) {
  if (!testing::AllocationCounter::works()) GTEST_SKIP() << "another operator new is in place";
  const std::vector<float> samples = piece_of_music();
  std::int64_t last = 0;
  MelStream stream([&](std::int64_t centre_frame, auto) { last = centre_frame; });
  const testing::AllocationCounter counter;
  stream.push(samples);
  stream.flush();
  stream.begin(0);
  stream.push(samples);
  EXPECT_EQ(counter.count(), 0u);
  EXPECT_GT(last, 0);
}

}  // namespace
}  // namespace airmark::analysis
