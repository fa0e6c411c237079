#include "tools/offline/ordered_handover.h"

#include <gmock/gmock.h>

#include <atomic>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace airmark::tools {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(OrderedHandover, LetsTheFirstJobSpeakAtOnceAndKeepsTheOthers) {
  std::vector<std::string> said;
  OrderedHandover<std::string> handover(10, [&](std::string&& word) { said.push_back(word); });
  handover.put(1, "b1");
  EXPECT_THAT(said, IsEmpty());
  handover.put(0, "a1");
  EXPECT_THAT(said, ElementsAre("a1"));
  handover.put(0, "a2");
  handover.close(0);
  EXPECT_THAT(said, ElementsAre("a1", "a2", "b1"));
  handover.put(1, "b2");  // its turn now
  EXPECT_THAT(said, ElementsAre("a1", "a2", "b1", "b2"));
}

TEST(OrderedHandover, PassesOverJobsThatAreFinishedAlready) {
  std::vector<std::string> said;
  OrderedHandover<std::string> handover(10, [&](std::string&& word) { said.push_back(word); });
  handover.put(2, "c");
  handover.close(2);
  handover.close(1);  // has nothing to say
  handover.put(3, "d");
  EXPECT_THAT(said, IsEmpty());
  handover.close(0);
  EXPECT_THAT(said, ElementsAre("c", "d"));
}

TEST(OrderedHandover, HoldsUpAJobThatIsTooFarAhead) {
  OrderedHandover<int> handover(2, [](int&&) {});
  EXPECT_TRUE(handover.admit(0, {}));
  EXPECT_TRUE(handover.admit(1, {}));
  std::stop_source stop;
  bool admitted = true;
  {
    const std::jthread waiting([&] { admitted = handover.admit(2, stop.get_token()); });
    stop.request_stop();
  }
  EXPECT_FALSE(admitted);
  handover.close(0);
  EXPECT_TRUE(handover.admit(2, {}));
}

TEST(OrderedHandover, KeepsTheOrderWhateverTheThreadsDo) {
  constexpr std::size_t kJobs = 300;
  std::vector<std::pair<std::size_t, int>> said;
  OrderedHandover<std::pair<std::size_t, int>> handover(
      20, [&](std::pair<std::size_t, int>&& item) { said.push_back(item); });
  std::atomic<std::size_t> next{0};
  {
    std::vector<std::jthread> threads;
    for (unsigned seed = 0; seed < 4; ++seed)
      threads.emplace_back([&, seed] {
        std::mt19937 random(seed);
        for (std::size_t place = next++; place < kJobs; place = next++) {
          ASSERT_TRUE(handover.admit(place, {}));
          for (int n = 0; n < 3; ++n) {
            if (random() % 4 == 0) std::this_thread::yield();
            handover.put(place, {place, n});
          }
          handover.close(place);
        }
      });
  }
  ASSERT_EQ(said.size(), 3 * kJobs);
  for (std::size_t n = 0; n < said.size(); ++n)
    EXPECT_EQ(said[n], std::pair(n / 3, static_cast<int>(n % 3)));
}

}  // namespace
}  // namespace airmark::tools
