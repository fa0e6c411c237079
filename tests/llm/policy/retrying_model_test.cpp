#include "llm/policy/retrying_model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <sstream>
#include <thread>

#include "tests/llm/policy/policy_stage.h"

namespace airmark::llm::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class RetryingModel : public ::testing::Test {
 protected:
  Outcome ask(std::vector<Outcome> outcomes, int attempts = 3) {
    model = std::make_shared<ScriptedModel>(std::move(outcomes));
    return make_retrying_model(model, attempts, quota, time, [this] { return random; })
        ->ask({}, stop.get_token());
  }

  /// One call by its letters: s an answer, r throttled, t no reply in time, b a bad request.
  void ask(const std::string& letters) {
    std::vector<Outcome> outcomes;
    for (const char letter : letters)
      outcomes.push_back(letter == 's'   ? answer()
                         : letter == 'r' ? failure(CallFailure::Throttled, 429)
                         : letter == 't' ? failure(CallFailure::TimedOut)
                                         : failure(CallFailure::BadRequest, 400));
    ask(std::move(outcomes));
    EXPECT_EQ(static_cast<std::size_t>(model->calls()), letters.size()) << letters;
  }

  std::shared_ptr<RetryQuota> quota = std::make_shared<RetryQuota>();
  std::shared_ptr<ScriptedTime> time = std::make_shared<ScriptedTime>();
  std::shared_ptr<ScriptedModel> model;
  std::stop_source stop;
  double random = 0.5;
};

TEST_F(RetryingModel, GivesUpAfterThreeAttempts) {
  const CallError error = error_of(ask({failure(CallFailure::ServerFault, 503)}));
  EXPECT_EQ(model->calls(), 3);
  EXPECT_EQ(error.failure, CallFailure::ServerFault);
  EXPECT_EQ(error.error.message, "the service said no (3 attempts)");
}

TEST_F(RetryingModel, ReturnsTheFirstAnswer) {
  EXPECT_TRUE(is_answer(ask({failure(CallFailure::Throttled, 429), answer()})));
  EXPECT_EQ(model->calls(), 2);
  EXPECT_TRUE(is_answer(ask({answer()})));
  EXPECT_EQ(model->calls(), 1);
  EXPECT_FALSE(is_answer(ask({failure(CallFailure::Throttled, 429), answer()}, /*attempts=*/1)));
  EXPECT_EQ(model->calls(), 1);
}

// The statuses and verdicts are botocore's, for Bedrock's errors.
TEST_F(RetryingModel, RepeatsWhatTheSdksRepeat) {
  const std::vector<std::pair<Outcome, bool>> cases = {
      {failure(CallFailure::Throttled, 429), true},     // ThrottlingException, ModelNotReady…
      {failure(CallFailure::ServerFault, 500), true},   // InternalServerException
      {failure(CallFailure::ServerFault, 502), true},   // from a proxy
      {failure(CallFailure::ServerFault, 503), true},   // ServiceUnavailableException
      {failure(CallFailure::ServerFault, 504), true},   // from a proxy
      {failure(CallFailure::ServerFault), true},        // no connection
      {failure(CallFailure::TimedOut), true},           // no reply in time
      {failure(CallFailure::DailyQuota, 429), false},   // "Too many tokens per day"
      {failure(CallFailure::TimedOut, 408), false},     // ModelTimeoutException
      {failure(CallFailure::ServerFault, 424), false},  // ModelErrorException
      {failure(CallFailure::ServerFault, 501), false},
      {failure(CallFailure::BadRequest, 400), false},  // ValidationException
      {failure(CallFailure::WrongModel, 404), false},  // ResourceNotFoundException
      {failure(CallFailure::NoAccess, 403), false},    // AccessDeniedException
      {failure(CallFailure::ExpiredCredentials, 403), false},
      {failure(CallFailure::ClockSkew, 403), false},
      {failure(CallFailure::BadReply, 200), false},
      {failure(CallFailure::OverBudget), false},
      {failure(CallFailure::Resting), false},
      {failure(CallFailure::Stopped), false}};
  for (const auto& [outcome, repeated] : cases) {
    ask({outcome});
    EXPECT_EQ(model->calls(), repeated ? 3 : 1)
        << static_cast<int>(error_of(outcome).failure) << " " << error_of(outcome).status;
  }
}

TEST_F(RetryingModel, WaitsLongerEachTimeButNeverOverTwentySeconds) {
  ask({failure(CallFailure::ServerFault, 500)}, 8);
  EXPECT_THAT(time->waits(), ElementsAre(500ms, 1s, 2s, 4s, 8s, 10s, 10s));
}

TEST_F(RetryingModel, WaitsARandomShare) {
  random = 0.0;
  ask({failure(CallFailure::ServerFault, 500), answer()});
  random = 0.999;
  ask({failure(CallFailure::ServerFault, 500), answer()});
  EXPECT_THAT(time->waits(), ElementsAre(0s, 999ms));
  const RandomSource source = seeded_by_the_machine();
  for (int i = 0; i < 1000; ++i) EXPECT_TRUE(source() < 1.0 && source() >= 0.0);
  EXPECT_NE(source(), source());
}

TEST_F(RetryingModel, HonoursATimeTheServiceNamesButNotAnyTime) {
  for (const auto named : {100ms, 3000ms, 3600000ms}) {
    CallError error = error_of(failure(CallFailure::Throttled, 429));
    error.retry_after = named;
    ask({error, answer()});
  }
  EXPECT_THAT(time->waits(), ElementsAre(500ms, 3s, 5500ms));
}

// Which calls there were and what botocore 1.43.11's RetryQuotaChecker then had left.
TEST_F(RetryingModel, KeepsTheQuotaOfTheSdks) {
  std::istringstream calls(
      "rrt s trs rs rs s rts rtb trb s trr s rtr ttr ts s s s s s s s s rs s s s ts s b "
      "s s s s s s s s s ts s s s s rts s s s");
  const int left[] = {490, 491, 481, 481, 481, 482, 477, 462, 447, 448, 433, 434,
                      419, 399, 399, 400, 401, 402, 403, 404, 405, 406, 407, 407,
                      408, 409, 410, 410, 411, 411, 412, 413, 414, 415, 416, 417,
                      418, 419, 420, 420, 421, 422, 423, 424, 419, 420, 421, 422};
  int number = 0;
  for (std::string letters; calls >> letters; ++number) {
    ask(letters);
    ASSERT_EQ(quota->left(), left[number]) << "call " << number << ": " << letters;
  }
  EXPECT_EQ(number, 48);
}

TEST_F(RetryingModel, StopsRetryingWhenTheQuotaIsUsedUp) {
  for (int call = 0; call < 50; ++call) ask({failure(CallFailure::ServerFault, 500)});
  EXPECT_EQ(quota->left(), 0);  // 50 calls, two retries each, 5 units for each
  const CallError error = error_of(ask({failure(CallFailure::ServerFault, 500)}));
  EXPECT_EQ(model->calls(), 1);
  EXPECT_THAT(error.error.message, HasSubstr("(1 attempt, and too many calls failed lately)"));
  for (int call = 0; call < 4; ++call) ask({answer()});
  ask({failure(CallFailure::ServerFault, 500)});
  EXPECT_EQ(model->calls(), 1);
  ask({answer()});
  EXPECT_TRUE(is_answer(ask({failure(CallFailure::ServerFault, 500), answer()})));
}

TEST_F(RetryingModel, FillsTheQuotaNoFurtherThanItWas) {
  for (int call = 0; call < 10; ++call) ask({answer()});
  EXPECT_EQ(quota->left(), 500);
}

TEST_F(RetryingModel, PassesOnThatItWasStopped) {
  EXPECT_EQ(error_of(ask({failure(CallFailure::Stopped)})).failure, CallFailure::Stopped);
  stop.request_stop();
  const CallError error = error_of(ask({failure(CallFailure::Throttled, 429)}));
  EXPECT_EQ(error.failure, CallFailure::Stopped);
  EXPECT_FALSE(error.may_be_paid);
  EXPECT_EQ(model->calls(), 1);
  EXPECT_THAT(error.error.message, HasSubstr("test.model"));
}

TEST_F(RetryingModel, EndsItsWaitSoonAfterAStop) {
  CallError error = error_of(failure(CallFailure::Throttled, 429));
  error.retry_after = 1h;  // it would wait 5 s
  const auto throttled = std::make_shared<ScriptedModel>(std::vector<Outcome>{error});
  const auto retrying = make_retrying_model(throttled, 3, quota, real_time());
  std::chrono::steady_clock::time_point requested;
  const std::jthread stopper([&] {
    while (throttled->calls() == 0) std::this_thread::yield();
    std::this_thread::sleep_for(20ms);
    requested = std::chrono::steady_clock::now();
    stop.request_stop();
  });
  EXPECT_EQ(error_of(retrying->ask({}, stop.get_token())).failure, CallFailure::Stopped);
  EXPECT_LT(seconds_since(requested), 1.0);
}

}  // namespace
}  // namespace airmark::llm::testing
