#include "tools/sound_file/sample_layout.h"

#include <gmock/gmock.h>

#include <initializer_list>
#include <vector>

namespace airmark::tools {
namespace {

using ::testing::ElementsAre;
using Kind = SampleLayout::Kind;

std::vector<float> decode(std::initializer_list<int> bytes, const SampleLayout& layout) {
  std::vector<std::byte> raw;
  for (const int byte : bytes) raw.push_back(static_cast<std::byte>(byte));
  std::vector<float> samples(raw.size() / static_cast<std::size_t>(layout.size_bytes));
  const std::vector<std::span<float>> channels{samples};
  decode_samples(raw, layout, channels);
  return samples;
}

TEST(SampleLayout, DividesIntegersByHalfTheirRange) {
  EXPECT_THAT(decode({0x00, 0x80, 0x00, 0x40, 0xFF, 0x7F, 0xFF, 0xFF}, {Kind::Signed, 2, false}),
              ElementsAre(-1.0f, 0.5f, 32767.0f / 32768.0f, -1.0f / 32768.0f));
  EXPECT_THAT(decode({0x00, 0x00, 0x80, 0x00, 0x00, 0x40}, {Kind::Signed, 3, false}),
              ElementsAre(-1.0f, 0.5f));
  EXPECT_THAT(decode({0, 0, 0, 0x80, 0, 0, 0, 0x40}, {Kind::Signed, 4, false}),
              ElementsAre(-1.0f, 0.5f));
  EXPECT_THAT(decode({0, 128, 192}, {Kind::Unsigned, 1, false}), ElementsAre(-1.0f, 0.0f, 0.5f));
}

TEST(SampleLayout, TurnsBigEndianAround) {
  EXPECT_THAT(decode({0x40, 0x00, 0x80, 0x00}, {Kind::Signed, 2, true}), ElementsAre(0.5f, -1.0f));
}

TEST(SampleLayout, TakesFloatsAsTheyAre) {
  EXPECT_THAT(decode({0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0}, {Kind::Float, 4, false}),
              ElementsAre(1.0f, -2.0f));
  EXPECT_THAT(decode({0x3F, 0xE0, 0, 0, 0, 0, 0, 0}, {Kind::Float, 8, true}), ElementsAre(0.5f));
}

TEST(SampleLayout, SeparatesChannels) {
  std::vector<std::byte> raw;
  for (const int byte : {1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0})
    raw.push_back(static_cast<std::byte>(byte));
  std::vector<float> left(2), middle(2), right(2);
  const std::vector<std::span<float>> channels{left, middle, right};
  decode_samples(raw, {Kind::Signed, 2, false}, channels);
  EXPECT_THAT(left, ElementsAre(1.0f / 32768, 4.0f / 32768));
  EXPECT_THAT(middle, ElementsAre(2.0f / 32768, 5.0f / 32768));
  EXPECT_THAT(right, ElementsAre(3.0f / 32768, 6.0f / 32768));
}

}  // namespace
}  // namespace airmark::tools
