#include "analysis/kernels/instruction_set.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <string>
#include <vector>

#include "analysis/summary/gtzan58_summary.h"
#include "analysis/summary/window_frames.h"
#include "tests/support/instruction_sets.h"
#include "tests/support/signals.h"

namespace airmark::analysis::kernels {
namespace {

using testing::InstructionSetInUse;

/// All that a window measures, in one row.
std::vector<double> all_values_of(std::span<const float> samples) {
  WindowFrames frames;
  frames.measure(samples);
  const Gtzan58Values summary = gtzan58_values(frames);
  std::vector<double> values(summary.begin(), summary.end());
  for (const LaneMatrix* matrix : {&frames.mel_decibels(), &frames.mfcc(), &frames.chroma()})
    for (std::size_t row = 0; row < matrix->row_count(); ++row)
      values.insert(values.end(), matrix->columns(row).begin(), matrix->columns(row).end());
  for (const std::span<const double> series :
       {frames.rms(), frames.zero_crossing_rate(), frames.centroid_hz(), frames.bandwidth_hz(),
        frames.rolloff_hz(), frames.mean_tempogram()})
    values.insert(values.end(), series.begin(), series.end());
  for (const std::span<const float> series : {frames.onset_strength(), frames.harmonic()})
    values.insert(values.end(), series.begin(), series.end());
  return values;
}

std::vector<float> square_wave(std::size_t count) {
  std::vector<float> samples(count);
  for (std::size_t n = 0; n < count; ++n) samples[n] = n % 100 < 50 ? 1.0f : -1.0f;
  return samples;
}

TEST(InstructionSets, PlainOneIsAlwaysThereAndEachIsNamedOnce) {
  std::vector<std::string_view> sets = instruction_sets();
  EXPECT_THAT(sets.back(), ::testing::AnyOf("sse2", "neon", "scalar"));
  std::sort(sets.begin(), sets.end());
  EXPECT_EQ(std::adjacent_find(sets.begin(), sets.end()), sets.end());
}

TEST(InstructionSets, OneIsInUseUntilTheBestIsAskedFor) {
  const std::size_t best = instruction_set_in_use();
  {
    const InstructionSetInUse in_use(instruction_sets().back());
    EXPECT_EQ(instruction_set_in_use() == best, instruction_sets().size() == 1);
    use_instruction_set("of another processor");
    EXPECT_EQ(instruction_set_in_use() == best, instruction_sets().size() == 1);
  }
  EXPECT_EQ(instruction_set_in_use(), best);
}

TEST(InstructionSets, EveryOneMeasuresTheSameBits) {
  const std::vector<std::string_view> sets = instruction_sets();
  for (const std::vector<float>& samples :
       {testing::music(11.0, 22050.0), testing::clicks(120.0, 3.0, 22050.0),
        testing::white_noise(1.0, 22050.0, 1e-39), testing::silence(0.5, 22050.0),
        square_wave(30 * 512 + 7), std::vector<float>(1025, 0.5f)}) {
    const std::vector<double> best = all_values_of(samples);
    for (const std::string_view set : sets) {
      const InstructionSetInUse in_use(set);
      const std::vector<double> values = all_values_of(samples);
      ASSERT_EQ(values.size(), best.size());
      for (std::size_t i = 0; i < values.size(); ++i)
        ASSERT_EQ(values[i], best[i])
            << set << ", value " << i << " of " << samples.size() << " samples";
    }
  }
}

}  // namespace
}  // namespace airmark::analysis::kernels
