#include "llm/policy/budgeted_model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "llm/policy/money.h"
#include "tests/llm/policy/ledger_reader.h"
#include "tests/llm/policy/policy_stage.h"
#include "tests/support/temporary_folder.h"

namespace airmark::llm::testing {
namespace {

using ::testing::HasSubstr;

class BudgetedModel : public ::testing::Test {
 protected:
  BudgetedModel() {
    prompt.system = std::string(1000, 's');
    prompt.user = std::string(2000, 'u');
    prompt.json_schema = std::string(500, 'j');
    prompt.max_output_tokens = 300;
  }

  Outcome ask(const Outcome& outcome, double ceiling_usd = 1.0) {
    const auto budget = Budget::open(ledger, {ceiling_usd, 1.0, 1.0});
    EXPECT_TRUE(budget);
    model = std::make_shared<ScriptedModel>([&](int, const std::stop_token&) {
      reserved = ledger_sum(ledger);
      return outcome;
    });
    return make_budgeted_model(model, entry, budget.value())->ask(prompt, {});
  }

  airmark::testing::TemporaryFolder folder;
  std::filesystem::path ledger = folder / "ledger.sqlite";
  ModelEntry entry = priced_model();
  Prompt prompt;
  std::shared_ptr<ScriptedModel> model;
  std::int64_t reserved = 0;
};

constexpr std::int64_t kMostNano = (1000 + 2000 + 500 + 1024) * 1000 + 300 * 5000;

TEST_F(BudgetedModel, ReservesTheMostBeforeAndSettlesTheCostAfter) {
  EXPECT_TRUE(is_answer(ask(answer(1200, 90))));
  EXPECT_EQ(reserved, kMostNano);
  EXPECT_EQ(ledger_sum(ledger), 1200 * 1000 + 90 * 5000);
  EXPECT_EQ(sql_answer(ledger, "SELECT model || input_tokens || ' ' || output_tokens FROM calls"),
            "test.model1200 90");
}

TEST_F(BudgetedModel, CostsNothingWhereTheServiceRefused) {
  for (const CallFailure kind : {CallFailure::Throttled, CallFailure::NoAccess,
                                 CallFailure::ServerFault, CallFailure::Stopped}) {
    EXPECT_EQ(error_of(ask(failure(kind))).failure, kind);
    EXPECT_EQ(reserved, kMostNano);
    EXPECT_EQ(ledger_sum(ledger), 0);
  }
}

TEST_F(BudgetedModel, StaysReservedWhereTheCallMayHaveBeenPaid) {
  ask(failure(CallFailure::TimedOut, 0, /*may_be_paid=*/true));
  EXPECT_EQ(ledger_sum(ledger), kMostNano);
  ask(failure(CallFailure::Stopped, 0, /*may_be_paid=*/true));
  EXPECT_EQ(ledger_sum(ledger), 2 * kMostNano);
  ask(answer(0, 0));  // an answer without its usage
  EXPECT_EQ(ledger_sum(ledger), 3 * kMostNano);
}

TEST_F(BudgetedModel, CostsWhatAnUselessAnswerWasCountedAt) {
  CallError useless = error_of(failure(CallFailure::BadReply, 200));
  useless.usage = {1100, 300};
  EXPECT_EQ(error_of(ask(useless)).failure, CallFailure::BadReply);
  EXPECT_EQ(ledger_sum(ledger), 1100 * 1000 + 300 * 5000);
  useless.may_be_paid = true;
  ask(useless);
  EXPECT_EQ(ledger_sum(ledger), 2 * (1100 * 1000 + 300 * 5000));
}

TEST_F(BudgetedModel, SendsNothingBeyondTheCeiling) {
  const CallError error = error_of(ask(answer(), usd_of(kMostNano) - 1e-9));
  EXPECT_EQ(error.failure, CallFailure::OverBudget);
  EXPECT_EQ(error.error.kind, ErrorKind::Refused);
  EXPECT_THAT(error.error.message, HasSubstr("--max-usd-run"));
  EXPECT_FALSE(error.may_be_paid);
  EXPECT_EQ(model->calls(), 0);
  EXPECT_TRUE(is_answer(ask(answer(), usd_of(kMostNano))));
}

TEST_F(BudgetedModel, SendsNothingToAModelWithoutAPrice) {
  entry.output_usd_per_million.reset();
  const CallError error = error_of(ask(answer()));
  EXPECT_EQ(error.failure, CallFailure::OverBudget);
  EXPECT_EQ(error.error.kind, ErrorKind::Configuration);
  EXPECT_THAT(error.error.message, HasSubstr("the price of test.model is not known"));
  EXPECT_EQ(model->calls(), 0);
}

TEST_F(BudgetedModel, SendsNothingThatTheLedgerCannotKeep) {
  const auto budget = Budget::open(ledger, {1.0, 1.0, 1.0});
  sql_answer(ledger, "DROP TABLE calls");
  const auto unsent = std::make_shared<ScriptedModel>(std::vector<Outcome>{answer()});
  const auto budgeted = make_budgeted_model(unsent, entry, budget.value());
  EXPECT_EQ(error_of(budgeted->ask(prompt, {})).error.kind, ErrorKind::BadData);
  EXPECT_EQ(unsent->calls(), 0);
}

TEST_F(BudgetedModel, KeepsAnAnswerWhoseCostCannotBeWrittenDown) {
  const auto budget = Budget::open(ledger, {1.0, 1.0, 1.0});
  const auto breaking = std::make_shared<ScriptedModel>([&](int, const std::stop_token&) {
    sql_answer(ledger,
               "CREATE TRIGGER full BEFORE UPDATE ON calls BEGIN SELECT raise(ABORT, ''); "
               "END");
    return answer();
  });
  const auto budgeted = make_budgeted_model(breaking, entry, budget.value());
  EXPECT_TRUE(is_answer(budgeted->ask(prompt, {})));
  EXPECT_EQ(ledger_sum(ledger), kMostNano);
}

}  // namespace
}  // namespace airmark::llm::testing
