#include "tools/standin/mishaps.h"

#include <gmock/gmock.h>

#include <set>

#include "tools/standin/mishap_list.h"
#include "tools/standin/mishap_reply.h"

namespace airmark::tools {
namespace {

using testing::HasSubstr;

PlannedMishap planned(Mishap what, double rate = 1.0, std::optional<std::int64_t> count = {}) {
  PlannedMishap mishap;
  mishap.what = what;
  mishap.rate = rate;
  mishap.count = count;
  return mishap;
}

TEST(MishapNames, AreReadAsTheyAreWritten) {
  const auto names = mishap_names();
  EXPECT_EQ(names.size(), static_cast<std::size_t>(Mishap::Truncated) + 1);
  std::set<Mishap> seen;
  for (const std::string& name : names) {
    const auto mishap = parse_mishap(name);
    ASSERT_TRUE(mishap) << name;
    EXPECT_EQ(mishap_name(mishap.value().what), name);
    EXPECT_EQ(mishap.value().rate, 1.0);
    seen.insert(mishap.value().what);
  }
  EXPECT_EQ(seen.size(), names.size());
}

TEST(MishapNames, MayCarryAShare) {
  EXPECT_EQ(parse_mishap("throttled:0.25").value().rate, 0.25);
  EXPECT_EQ(parse_mishap("cut:0").value().rate, 0.0);
  for (const char* wrong : {"cut:", "cut:2", "cut:-0.1", "cut:x", "cut:0.5x", "cut:nan"}) {
    const auto mishap = parse_mishap(wrong);
    ASSERT_FALSE(mishap) << wrong;
    EXPECT_EQ(mishap.error().kind, ErrorKind::Usage);
    EXPECT_THAT(mishap.error().message, HasSubstr("cut"));
  }
}

TEST(MishapNames, AreGuessedWhereMisspelt) {
  EXPECT_THAT(parse_mishap("throtled").error().message, HasSubstr("did you mean throttled?"));
  EXPECT_THAT(parse_mishap("help").error().message, HasSubstr("known are throttled, throttled-"));
}

TEST(MishapPlan, DoesNothingWhereNothingIsPlanned) {
  MishapPlan plan({}, 1);
  const DrawnMishap drawn = plan.draw(MishapReach::Answer);
  EXPECT_FALSE(drawn.what);
  EXPECT_FALSE(drawn.slow);
}

TEST(MishapPlan, HitsTheShareThatWasAskedFor) {
  MishapPlan plan({planned(Mishap::Throttled, 0.3)}, 7);
  int hits = 0;
  for (int n = 0; n < 10000; ++n) hits += plan.draw(MishapReach::Answer).what.has_value() ? 1 : 0;
  EXPECT_NEAR(hits, 3000, 200);  // more than four standard deviations
  EXPECT_EQ(plan.happened().at("throttled"), hits);
}

TEST(MishapPlan, RepeatsItselfWithTheSameSeed) {
  const auto draws = [](std::uint64_t seed) {
    MishapPlan plan({planned(Mishap::Throttled, 0.5), planned(Mishap::Cut, 0.5)}, seed);
    std::vector<std::optional<Mishap>> drawn;
    for (int n = 0; n < 64; ++n) drawn.push_back(plan.draw(MishapReach::Answer).what);
    return drawn;
  };
  EXPECT_EQ(draws(1), draws(1));
  EXPECT_NE(draws(1), draws(2));
}

TEST(MishapPlan, EndsAfterTheCount) {
  MishapPlan plan({planned(Mishap::Drop, 1.0, 2), planned(Mishap::Garbage, 1.0, 1)}, 1);
  EXPECT_EQ(plan.draw(MishapReach::Answer).what, Mishap::Drop);
  EXPECT_EQ(plan.draw(MishapReach::Answer).what, Mishap::Drop);
  EXPECT_EQ(plan.draw(MishapReach::Answer).what, Mishap::Garbage);
  EXPECT_FALSE(plan.draw(MishapReach::Answer).what);
}

TEST(MishapPlan, LetsSlownessComeOnTopOfAnother) {
  MishapPlan plan({planned(Mishap::Slow), planned(Mishap::Cut)}, 1);
  const DrawnMishap drawn = plan.draw(MishapReach::Answer);
  EXPECT_TRUE(drawn.slow);
  EXPECT_EQ(drawn.what, Mishap::Cut);
}

TEST(MishapPlan, SparesCallsThatAMishapCannotBefall) {
  MishapPlan plan({planned(Mishap::Truncated, 1.0, 1), planned(Mishap::NoAccess, 1.0, 1)}, 1);
  EXPECT_FALSE(plan.draw(MishapReach::AnyCall).what);
  EXPECT_EQ(plan.draw(MishapReach::ModelCall).what, Mishap::NoAccess);
  EXPECT_EQ(plan.draw(MishapReach::Answer).what, Mishap::Truncated);
}

TEST(MishapPlan, CanBeReplacedAndBeginsAfresh) {
  MishapPlan plan({planned(Mishap::Drop)}, 1);
  plan.draw(MishapReach::Answer);
  plan.replace({planned(Mishap::Cut)});
  EXPECT_EQ(plan.draw(MishapReach::Answer).what, Mishap::Cut);
  EXPECT_EQ(plan.happened().size(), 2U);
}

TEST(MishapList, IsReadFromJson) {
  const auto plan = read_mishap_list(
      R"([{"what": "cut"}, {"what": "slow", "rate": 0.5, "count": 3, "retry_after_ms": 9}])");
  ASSERT_TRUE(plan);
  ASSERT_EQ(plan.value().size(), 2U);
  EXPECT_EQ(plan.value()[0].what, Mishap::Cut);
  EXPECT_FALSE(plan.value()[0].count);
  EXPECT_EQ(plan.value()[1].rate, 0.5);
  EXPECT_EQ(plan.value()[1].count, 3);
  EXPECT_EQ(plan.value()[1].retry_after_ms, 9);
  EXPECT_TRUE(read_mishap_list("[]"));
}

TEST(MishapList, NamesTheEntryThatIsWrong) {
  for (const char* wrong :
       {"", "{}", "[1]", "[{}]", R"([{"what": 1}])", R"([{"what": "cat"}])",
        R"([{"what": "cut", "rate": 2}])", R"([{"what": "cut", "count": -1}])",
        R"([{"what": "cut", "times": 1}])", R"([{"what": "cut", "rate": "1"}])"})
    EXPECT_FALSE(read_mishap_list(wrong)) << wrong;
  EXPECT_THAT(read_mishap_list(R"([{"what": "cut"}, {"what": "dorp"}])").error().message,
              HasSubstr("mishap 2: there is no mishap dorp; did you mean drop?"));
}

/// "429 ThrottlingException", with what stands before the ':' of the header.
std::string reply_to(std::string_view name) {
  const auto reply = mishap_reply(*find_mishap(name), {"maker.model", FaultForm::Bedrock, {}});
  if (!reply) return "none";
  const std::string type(reply->header("x-amzn-errortype").value_or(""));
  return std::to_string(reply->status) + " " + type.substr(0, type.find(':'));
}

TEST(MishapReply, HasTheStatusAndTypeOfEachFault) {
  EXPECT_EQ(reply_to("throttled"), "429 ThrottlingException");
  EXPECT_EQ(reply_to("throttled-daily"), "429 ThrottlingException");
  EXPECT_EQ(reply_to("not-ready"), "429 ModelNotReadyException");
  EXPECT_EQ(reply_to("model-timeout"), "408 ModelTimeoutException");
  EXPECT_EQ(reply_to("model-error"), "424 ModelErrorException");
  EXPECT_EQ(reply_to("server-error"), "500 InternalServerException");
  EXPECT_EQ(reply_to("server-error-html"), "500 ");
  EXPECT_EQ(reply_to("unavailable"), "503 ServiceUnavailableException");
  EXPECT_EQ(reply_to("bad-gateway-html"), "502 ");
  EXPECT_EQ(reply_to("gateway-timeout"), "504 ");
  EXPECT_EQ(reply_to("no-access"), "403 AccessDeniedException");
  EXPECT_EQ(reply_to("no-marketplace"), "403 AccessDeniedException");
  EXPECT_EQ(reply_to("use-case-form"), "404 ResourceNotFoundException");
  EXPECT_EQ(reply_to("end-of-life"), "404 ResourceNotFoundException");
  EXPECT_EQ(reply_to("legacy"), "404 ResourceNotFoundException");
  EXPECT_EQ(reply_to("on-demand"), "400 ValidationException");
  EXPECT_EQ(reply_to("expired-token"), "403 ExpiredTokenException");
  EXPECT_EQ(reply_to("wrong-token"), "403 UnrecognizedClientException");
  EXPECT_EQ(reply_to("bad-signature"), "403 InvalidSignatureException");
  EXPECT_EQ(reply_to("skew"), "403 InvalidSignatureException");
  EXPECT_EQ(reply_to("quota-exceeded"), "400 ServiceQuotaExceededException");
}

TEST(MishapReply, IsNoneWhereTheRightReplyIsOnlyDamaged) {
  for (const char* name :
       {"slow", "cut", "drop", "garbage", "guardrail", "content-filtered", "prose", "truncated"})
    EXPECT_EQ(reply_to(name), "none");
}

TEST(MishapReply, SaysWhatTheModelBehindItSaid) {
  const auto reply = mishap_reply(Mishap::ModelError, {"maker.model", FaultForm::Bedrock, {}});
  EXPECT_THAT(reply->body, HasSubstr("\"originalStatusCode\":429"));
  EXPECT_THAT(reply->body, HasSubstr("\"resourceName\":\"maker.model\""));
}

TEST(MishapReply, IsInTheFormOfTheApi) {
  const auto reply = mishap_reply(Mishap::Throttled, {"m", FaultForm::OpenAi, {}});
  EXPECT_EQ(reply->status, 429);
  EXPECT_THAT(reply->body, HasSubstr("{\"error\":{\"message\":"));
  EXPECT_FALSE(reply->header("x-amzn-errortype"));
}

}  // namespace
}  // namespace airmark::tools
