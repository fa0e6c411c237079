#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <iterator>
#include <thread>

#include "llm/aws/aws_time.h"
#include "llm/aws/credentials.h"
#include "tests/llm/aws/staged_aws.h"

namespace airmark::llm {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

/// A credential_process that counts its runs and gives the keys K1, K2, … that all end at noon,
/// or whenever `expire` is set to.
class CredentialRenewal : public ::testing::Test {
 protected:
  CredentialRenewal() {
    expire("2026-11-20T12:00:00Z");
    const std::string program = aws_.write_program(
        "keys",
        "test -e " + aws_.path("broken") + " && exit 1\necho x >> " + aws_.path("runs") +
            "\ntest -e " + aws_.path("slow") + " && sleep 1\n" +
            R"(printf '{"Version":1,"AccessKeyId":"K%d","SecretAccessKey":"s","Expiration":"%s"}' )"
            "$(wc -l < " +
            aws_.path("runs") + ") $(cat " + aws_.path("expiry") + ")");
    aws_.write_config("[default]\ncredential_process = " + program + "\n");
    chain_.emplace(aws_.environment, std::nullopt, [this] { return now_.load(); });
  }

  void expire(const std::string& time) { aws_.write("expiry", time); }
  long run_count() const {
    std::ifstream runs(aws_.path("runs"));
    return std::count(std::istreambuf_iterator<char>(runs), {}, 'x');
  }
  void break_process() { aws_.write("broken", ""); }
  void at(const std::string& time) { now_ = *parse_time("2026-11-20T" + time + "Z"); }

  std::string key(std::stop_token stop = {}) {
    const auto resolved = chain_->identity(stop);
    if (!resolved) return "none: " + resolved.error().message;
    return std::get<AwsCredentials>(resolved.value().identity).access_key_id;
  }

  AwsIdentity identity() { return chain_->identity().value().identity; }

  airmark::testing::StagedAws aws_;
  std::atomic<std::chrono::system_clock::time_point> now_{*parse_time("2026-11-20T10:00:00Z")};
  std::optional<CredentialChain> chain_;
};

TEST_F(CredentialRenewal, BeginsFifteenMinutesBeforeTheKeysExpire) {
  EXPECT_EQ(key(), "K1");
  at("11:44:59");
  EXPECT_EQ(key(), "K1");
  expire("2026-11-20T13:00:00Z");
  at("11:45:00");
  EXPECT_EQ(key(), "K2");
  at("12:30:00");
  EXPECT_EQ(key(), "K2");
}

TEST_F(CredentialRenewal, ThatFailsLeavesTheOldKeysUntilTheyExpire) {
  EXPECT_EQ(key(), "K1");
  break_process();
  for (const char* time : {"11:46:00", "11:55:00", "11:59:59"}) {
    at(time);
    EXPECT_EQ(key(), "K1") << time;
  }
  at("12:00:00");
  EXPECT_THAT(key(), HasSubstr("none: no AWS credentials"));
}

TEST_F(CredentialRenewal, OfShortLivedKeysIsNotTriedForEveryRequest) {
  expire("2026-11-20T10:05:00Z");
  EXPECT_EQ(key(), "K1");
  EXPECT_EQ(key(), "K1");
  at("10:00:29");
  EXPECT_EQ(key(), "K1");
  at("10:00:30");
  EXPECT_EQ(key(), "K2");
}

TEST_F(CredentialRenewal, FollowsForget) {
  EXPECT_EQ(key(), "K1");
  chain_->forget(identity());
  EXPECT_EQ(key(), "K2");
  break_process();
  chain_->forget(identity());
  EXPECT_THAT(key(), HasSubstr("ended with code 1"));
}

TEST_F(CredentialRenewal, IsDoneOnceForAllWhoseKeysExpired) {
  const AwsIdentity expired = identity();
  for (int thread = 0; thread < 4; ++thread) {  // each is refused before the first has new keys
    chain_->forget(expired);
    EXPECT_EQ(key(), "K2");
  }
  EXPECT_EQ(run_count(), 2);
}

TEST_F(CredentialRenewal, IsDoneOnceForAllWhoAsk) {
  aws_.write("slow", "");
  std::atomic<int> right = 0;
  {
    std::vector<std::jthread> askers;
    for (int i = 0; i < 8; ++i) askers.emplace_back([&] { right += key() == "K1"; });
  }
  EXPECT_EQ(right, 8);
}

TEST_F(CredentialRenewal, HoldsNobodyUpWhileTheOldKeysAreGoodForTenMinutes) {
  EXPECT_EQ(key(), "K1");
  aws_.write("slow", "");
  expire("2026-11-20T13:00:00Z");
  at("11:46:00");
  std::jthread renewer([&] { EXPECT_EQ(key(), "K2"); });
  while (run_count() < 2) std::this_thread::sleep_for(5ms);
  EXPECT_EQ(key(), "K1");  // the renewal is at work, and asleep for a second
}

TEST_F(CredentialRenewal, IsWaitedForByAllInTheLastTenMinutes) {
  EXPECT_EQ(key(), "K1");
  aws_.write("slow", "");
  expire("2026-11-20T13:00:00Z");
  at("11:51:00");
  std::jthread renewer([&] { EXPECT_EQ(key(), "K2"); });
  while (run_count() < 2) std::this_thread::sleep_for(5ms);
  EXPECT_EQ(key(), "K2");
}

TEST_F(CredentialRenewal, StopsWhenAsked) {
  const std::string program = aws_.write_program("hang", "sleep 60");
  aws_.write_config("[default]\ncredential_process = " + program + "\n");
  std::stop_source source;
  std::vector<std::jthread> askers;
  std::atomic<int> refused = 0;
  for (int i = 0; i < 3; ++i)
    askers.emplace_back([&] { refused += key(source.get_token()).starts_with("none"); });
  std::this_thread::sleep_for(200ms);
  const auto asked = std::chrono::steady_clock::now();
  source.request_stop();
  askers.clear();
  EXPECT_LT(std::chrono::steady_clock::now() - asked, 200ms);
  EXPECT_EQ(refused, 3);
}

}  // namespace
}  // namespace airmark::llm
