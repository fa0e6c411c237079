#include "tools/evaluation/dataset/sound_checksum.h"

#include <gtest/gtest.h>

#include <vector>

#include "analysis/classify/training_clip.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/wave_file.h"

namespace airmark::tools {
namespace {

/// Of a file with these channels.
Result<std::optional<SoundChecksum>> checksum(const std::vector<std::vector<float>>& channels,
                                              std::stop_token stop = {}) {
  const testing::TemporaryFolder folder;
  testing::write_wave(folder / "a.wav", channels, 22050);
  auto source = open_sound_file(folder / "a.wav");
  if (!source) return source.error();
  return sound_checksum(*source.value(), "a.wav", stop);
}

TEST(SoundChecksum, IsThatOfTheInterleavedSamples) {
  std::vector<float> left, right, both;
  for (int n = 0; n < 20000; ++n) {  // more than two blocks of the reader
    left.push_back(1e-5f * static_cast<float>(n));
    right.push_back(-0.5f * left.back());
    both.insert(both.end(), {left.back(), right.back()});
  }
  const auto found = checksum({left, right});
  ASSERT_TRUE(found && found.value());
  EXPECT_EQ(found.value()->sha256, analysis::sha256_hex({reinterpret_cast<const char*>(both.data()),
                                                         both.size() * sizeof(float)}));
  EXPECT_EQ(found.value()->channel_count, 2);
  EXPECT_EQ(found.value()->frame_count, 20000);
  EXPECT_DOUBLE_EQ(found.value()->duration_s(), 20000.0 / 22050.0);
}

TEST(SoundChecksum, OfNoSampleIsAnError) {
  const auto found = checksum({{}});
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, ErrorKind::BadData);
}

TEST(SoundChecksum, IsEmptyWhereItWasStopped) {
  std::stop_source stop;
  stop.request_stop();
  const auto found = checksum({std::vector<float>(100, 0.5f)}, stop.get_token());
  ASSERT_TRUE(found);
  EXPECT_FALSE(found.value());
}

}  // namespace
}  // namespace airmark::tools
