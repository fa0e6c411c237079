#include "tools/perturbation/gain.h"

#include <gmock/gmock.h>

#include "tests/tools/perturbation/sounds.h"

namespace airmark::tools {
namespace {

TEST(Gain, MultipliesEverySample) {
  const DecodedSound sound = noise(44100, 1000, 2);
  const DecodedSound louder = with_gain(sound, 6.0);
  const auto factor = static_cast<float>(std::pow(10.0, 0.3));
  ASSERT_EQ(louder.channels.size(), 2U);
  for (std::size_t c = 0; c < 2; ++c)
    for (std::size_t n = 0; n < 1000; ++n)
      ASSERT_EQ(louder.channels[c][n], sound.channels[c][n] * factor);
}

TEST(Gain, KeepsWhatIsAboveFullScale) {
  const DecodedSound loud{44100, {{0.9F, -1.0F, 1.5F}}};
  EXPECT_THAT(
      with_gain(loud, 6.0).channels[0],
      ::testing::Pointwise(::testing::FloatNear(1e-5F), {1.795736F, -1.995262F, 2.992893F}));
}

TEST(Gain, GoesBackTheWayItCame) {
  const DecodedSound sound = noise(44100, 1000);
  const DecodedSound back = with_gain(with_gain(sound, 6.0), -6.0);
  EXPECT_THAT(back.channels[0],
              ::testing::Pointwise(::testing::FloatNear(1e-6F), sound.channels[0]));
}

}  // namespace
}  // namespace airmark::tools
