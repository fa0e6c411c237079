#include "llm/policy/breaker_model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <thread>

#include "tests/llm/policy/policy_stage.h"

namespace airmark::llm::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

class BreakerModel : public ::testing::Test {
 protected:
  CallFailure ask(const Outcome& outcome) {
    next = outcome;
    return error_of(breaker->ask({}, {})).failure;
  }
  CallFailure fail(CallFailure kind = CallFailure::ServerFault) { return ask(failure(kind)); }
  bool succeed() {
    next = answer();
    return is_answer(breaker->ask({}, {}));
  }
  void open() {
    for (int call = 0; call < 3; ++call) fail();
    ASSERT_EQ(fail(), CallFailure::Resting);
  }

  Outcome next = answer();
  std::shared_ptr<ScriptedTime> time = std::make_shared<ScriptedTime>();
  std::shared_ptr<ScriptedModel> model =
      std::make_shared<ScriptedModel>([this](int, const std::stop_token&) { return next; });
  std::shared_ptr<ChatModel> breaker = make_breaker_model(model, {3, 30s, 10min}, time);
};

TEST_F(BreakerModel, RestsAfterSoManyFailuresInARow) {
  EXPECT_EQ(fail(CallFailure::ServerFault), CallFailure::ServerFault);
  EXPECT_EQ(fail(CallFailure::TimedOut), CallFailure::TimedOut);
  EXPECT_EQ(fail(CallFailure::Throttled), CallFailure::Throttled);
  EXPECT_EQ(fail(), CallFailure::Resting);
  EXPECT_EQ(model->calls(), 3);
}

TEST_F(BreakerModel, CountsAfreshAfterASignOfLife) {
  for (const Outcome& alive :
       {answer(), failure(CallFailure::BadRequest, 400), failure(CallFailure::BadReply, 200)}) {
    fail();
    fail();
    ask(alive);
  }
  fail();
  fail();
  EXPECT_TRUE(succeed());
}

TEST_F(BreakerModel, LearnsNothingFromCallsThatWereNotMade) {
  fail();
  fail();
  for (const CallFailure kind :
       {CallFailure::Stopped, CallFailure::OverBudget, CallFailure::Resting})
    EXPECT_EQ(fail(kind), kind);
  EXPECT_EQ(fail(), CallFailure::ServerFault);
  EXPECT_EQ(fail(), CallFailure::Resting);
}

TEST_F(BreakerModel, SaysWhenItIsAskedAgainAndWhy) {
  open();
  time->advance(10500ms);
  const CallError error = error_of(breaker->ask({}, {}));
  EXPECT_EQ(error.failure, CallFailure::Resting);
  EXPECT_EQ(error.error.kind, ErrorKind::Unavailable);
  EXPECT_EQ(error.retry_after, 19500ms);
  EXPECT_EQ(error.error.message,
            "test.model is left alone, asked again in 20 s: the service said no");
  EXPECT_FALSE(error.may_be_paid);
}

TEST_F(BreakerModel, AsksAgainAfterTheRestAndNotBefore) {
  open();
  time->advance(30s - 1ns);
  EXPECT_EQ(fail(), CallFailure::Resting);
  time->advance(1ns);
  EXPECT_TRUE(succeed());
  EXPECT_TRUE(succeed());
  EXPECT_EQ(model->calls(), 5);
}

TEST_F(BreakerModel, RestsAgainWhereTheTrialFails) {
  open();
  time->advance(30s);
  EXPECT_EQ(fail(), CallFailure::ServerFault);
  EXPECT_EQ(fail(), CallFailure::Resting);
  time->advance(29s);
  EXPECT_EQ(fail(), CallFailure::Resting);
  time->advance(1s);
  EXPECT_TRUE(succeed());
  fail();
  fail();
  EXPECT_TRUE(succeed());  // closed as at first: two failures are not enough
}

TEST_F(BreakerModel, LetsAnotherTryWhereTheTrialTaughtNothing) {
  open();
  time->advance(30s);
  EXPECT_EQ(fail(CallFailure::Stopped), CallFailure::Stopped);
  EXPECT_EQ(fail(CallFailure::OverBudget), CallFailure::OverBudget);
  EXPECT_TRUE(succeed());
}

TEST_F(BreakerModel, RestsLongAtOnceWhereAPersonMustMendIt) {
  for (const CallFailure kind :
       {CallFailure::NoAccess, CallFailure::WrongModel, CallFailure::DailyQuota,
        CallFailure::ExpiredCredentials, CallFailure::ClockSkew}) {
    CallError refused = error_of(failure(kind, 403));
    refused.error.kind = ErrorKind::Refused;
    EXPECT_EQ(ask(refused), kind);
    time->advance(10min - 1s);
    const CallError error = error_of(breaker->ask({}, {}));
    EXPECT_EQ(error.failure, CallFailure::Resting);
    EXPECT_EQ(error.error.kind, ErrorKind::Refused);
    time->advance(1s);
    EXPECT_TRUE(succeed());
  }
}

TEST_F(BreakerModel, LetsOneCallTryWhileTheOthersAreRefused) {
  std::atomic<bool> go = false;
  std::atomic<bool> healthy = false;
  const auto slow = std::make_shared<ScriptedModel>([&](int, const std::stop_token&) -> Outcome {
    if (!healthy) return failure(CallFailure::ServerFault, 503);
    while (!go) std::this_thread::yield();
    return answer();
  });
  const auto guarded = make_breaker_model(slow, {1, 30s, 10min}, time);
  guarded->ask({}, {});
  healthy = true;
  time->advance(30s);
  std::jthread trial([&] { EXPECT_TRUE(is_answer(guarded->ask({}, {}))); });
  while (slow->calls() < 2) std::this_thread::yield();
  for (int caller = 0; caller < 5; ++caller) {
    const CallError error = error_of(guarded->ask({}, {}));
    EXPECT_EQ(error.failure, CallFailure::Resting);
    EXPECT_THAT(error.error.message, HasSubstr("one call tries it just now"));
  }
  EXPECT_EQ(slow->calls(), 2);
  go = true;
  trial.join();
  EXPECT_TRUE(is_answer(guarded->ask({}, {})));
}

TEST_F(BreakerModel, IgnoresWhatComesBackFromBeforeTheRest) {
  std::atomic<bool> go = false;
  const auto mixed =
      std::make_shared<ScriptedModel>([&](int call, const std::stop_token&) -> Outcome {
        if (call > 0) return failure(CallFailure::ServerFault, 503);
        while (!go) std::this_thread::yield();
        return answer();
      });
  const auto guarded = make_breaker_model(mixed, {2, 30s, 10min}, time);
  std::jthread late([&] { EXPECT_TRUE(is_answer(guarded->ask({}, {}))); });
  while (mixed->calls() < 1) std::this_thread::yield();
  guarded->ask({}, {});
  guarded->ask({}, {});
  go = true;
  late.join();
  EXPECT_EQ(error_of(guarded->ask({}, {})).failure, CallFailure::Resting);
}

}  // namespace
}  // namespace airmark::llm::testing
