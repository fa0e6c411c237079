#include "analysis/vocabulary/loaded_part.h"

#include <gmock/gmock.h>

namespace airmark {
namespace {

using ::testing::HasSubstr;

TEST(LoadedPart, ThatIsNotThereIsUnavailableAndNamed) {
  const auto part = load_part("airmark_missing");
  ASSERT_FALSE(part);
  EXPECT_EQ(part.error().kind, ErrorKind::Unavailable);
  EXPECT_THAT(part.error().message, HasSubstr("airmark_missing.so"));
}

TEST(LoadedPart, LibraryThatIsNoPartIsRefused) {
  const auto part = load_part("libm");  // libm.so is a linker script, no library
  ASSERT_FALSE(part);
  EXPECT_EQ(part.error().kind, ErrorKind::Unavailable);
}

struct MissingPart {
  static constexpr const char* kName = "airmark_missing";
};

TEST(LoadedPart, SaysTheSameEachTime) {
  const auto first = loaded<MissingPart>();
  const auto second = loaded<MissingPart>();
  ASSERT_FALSE(first);
  ASSERT_FALSE(second);
  EXPECT_EQ(first.error().message, second.error().message);
}

}  // namespace
}  // namespace airmark
