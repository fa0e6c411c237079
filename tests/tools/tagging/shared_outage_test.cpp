#include "tools/tagging/shared_outage.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace airmark::tools {
namespace {

using ::testing::ElementsAre;

TEST(SharedOutage, IsToldByTheFirstThreadThatMeetsItAndTheLastThatIsAnswered) {
  std::vector<std::string> told;
  SharedOutage outage;
  const auto tell = [&](const std::string& message) { told.push_back(message); };
  const auto first = outage.for_one_thread(tell);
  const auto second = outage.for_one_thread(tell);
  first("first fails");
  second("second fails");
  first("first answers");
  second("second answers");
  EXPECT_THAT(told, ElementsAre("first fails", "second answers"));
}

TEST(SharedOutage, IsToldAnewWhenItComesBack) {
  std::vector<std::string> told;
  SharedOutage outage;
  const auto thread =
      outage.for_one_thread([&](const std::string& message) { told.push_back(message); });
  for (const char* message : {"fails", "answers", "fails again"}) thread(message);
  EXPECT_THAT(told, ElementsAre("fails", "answers", "fails again"));
}

}  // namespace
}  // namespace airmark::tools
