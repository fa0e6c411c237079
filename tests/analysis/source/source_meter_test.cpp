#include "analysis/source/source_meter.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "tests/support/allocation_counter.h"
#include "tests/support/signals.h"
#include "tests/support/source_measures.h"

namespace airmark::analysis {
namespace {

using testing::music;

constexpr int kRateHz = 44100;
constexpr double kDurationS = 13.3;

const std::vector<std::vector<float>>& sound() {
  static const std::vector<std::vector<float>> channels{music(kDurationS, kRateHz),
                                                        music(kDurationS, kRateHz, 7)};
  return channels;
}

AudioHistory history_of(const std::vector<std::vector<float>>& channels) {
  AudioHistory history(channels.size(), static_cast<std::int64_t>(channels[0].size()));
  history.append(std::vector<const float*>{channels[0].data(), channels[1].data()},
                 channels[0].size());
  return history;
}

void expect_same(const SourceMeasures& measures, const SourceMeasures& expected) {
  EXPECT_EQ(measures.loudness, expected.loudness);
  EXPECT_EQ(measures.stereo.width, expected.stereo.width);
  EXPECT_EQ(measures.stereo.correlation, expected.stereo.correlation);
}

/// The part of the source as a source of its own.
SourceMeasures measures_of_part(std::int64_t begin, std::int64_t end) {
  std::vector<std::vector<float>> part;
  for (const auto& channel : sound())
    part.emplace_back(channel.begin() + begin, channel.begin() + end);
  return testing::measures_of(part, kRateHz);
}

TEST(SourceMeter, MeasuresAStretchAsIfItWereAlone) {
  const AudioHistory history = history_of(sound());
  SourceMeter meter(kRateHz, 2);
  for (const auto& [begin, end] : {std::pair{0, 500'000}, std::pair{12'345, 400'000},
                                   std::pair{12'345, 12'345 + 4 * kRateHz}}) {
    meter.begin(begin);
    expect_same(meter.measure(history, end), measures_of_part(begin, end));
  }
}

TEST(SourceMeter, MeasuresTheSameHoweverItsAudioCame) {
  const AudioHistory history = history_of(sound());
  const std::int64_t end = history.end_frame();
  const SourceMeasures whole = testing::measures_of(sound(), kRateHz);
  for (const std::int64_t step : {1'000, 100'000, 176'400, 300'000}) {
    SourceMeter meter(kRateHz, 2);
    for (std::int64_t frame = 0; frame < end; frame += step) meter.follow(history, frame);
    expect_same(meter.measure(history, end), whole);
  }
}

TEST(SourceMeter, GoesOnAfterItWasAsked) {
  const AudioHistory history = history_of(sound());
  SourceMeter meter(kRateHz, 2);
  for (const std::int64_t end : {150'000, 200'000, 450'000, 586'530})
    expect_same(meter.measure(history, end), measures_of_part(0, end));
}

TEST(SourceMeter, NeedsOnlyTheNewestAudioAgain) {
  AudioHistory history = history_of(sound());
  SourceMeter meter(kRateHz, 2);
  for (std::int64_t frame = 0; frame < history.end_frame(); frame += 10'000) {
    meter.follow(history, frame);
    EXPECT_LE(frame - meter.first_needed_frame(), SourceMeter::most_needed_frames(kRateHz));
    history.drop_before(meter.first_needed_frame());
  }
  expect_same(meter.measure(history, history.end_frame()), testing::measures_of(sound(), kRateHz));
}

TEST(SourceMeter, AllocatesNothingAfterTheFirstStretchOfALength) {
  if (!testing::AllocationCounter::works()) GTEST_SKIP() << "the sanitizer owns operator new";
  const AudioHistory history = history_of(sound());
  SourceMeter meter(kRateHz, 2);
  const SourceMeasures first = meter.measure(history, history.end_frame());
  const testing::AllocationCounter counter;
  meter.begin(0);
  const SourceMeasures second = meter.measure(history, history.end_frame());
  EXPECT_EQ(counter.count(), 0u);
  expect_same(second, first);
}

}  // namespace
}  // namespace airmark::analysis
