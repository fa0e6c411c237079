#include <gmock/gmock.h>

#include "tools/sound_file/sound_source.h"

namespace airmark::tools {
namespace {

TEST(PcmFormat, ReadsEncodingRateAndChannels) {
  const auto format = parse_pcm_format("f32le:48000:6");
  ASSERT_TRUE(format);
  EXPECT_EQ(format.value().encoding, PcmFormat::Encoding::F32le);
  EXPECT_EQ(format.value().sample_rate_hz, 48000);
  EXPECT_EQ(format.value().channel_count, 6);
}

TEST(PcmFormat, RefusesEverythingElseInASentenceWithAnExample) {
  for (const char* text : {"", "s16le", "s16le:44100", "s16le:44100:2:1", "s16be:44100:2",
                           "s16le:0:2", "s16le:44100:0", "s16le:44100:65", "s16le:44100:2x",
                           "s16le: 44100:2", "s16le:999999999999:2", ":44100:2"}) {
    const auto format = parse_pcm_format(text);
    ASSERT_FALSE(format) << text;
    EXPECT_EQ(format.error().kind, ErrorKind::Usage);
    EXPECT_THAT(format.error().message, ::testing::HasSubstr("'" + std::string(text) + "'"));
    EXPECT_THAT(format.error().message, ::testing::HasSubstr("s16le:44100:2"));
  }
}

}  // namespace
}  // namespace airmark::tools
