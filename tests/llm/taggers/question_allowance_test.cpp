#include "llm/taggers/question_allowance.h"

#include <gtest/gtest.h>

namespace airmark::llm {
namespace {

int taken(QuestionAllowance& allowance, Urgency urgency) {
  int count = 0;
  while (count < 1000 && allowance.take(urgency)) ++count;
  return count;
}

TEST(QuestionAllowance, HoldsAnHoursWorthAndFillsWithTime) {
  QuestionAllowance allowance(12.0);
  EXPECT_EQ(taken(allowance, Urgency::Urgent), 12);
  allowance.pass(299.0);
  EXPECT_FALSE(allowance.take(Urgency::Urgent));
  allowance.pass(2.0);
  EXPECT_TRUE(allowance.take(Urgency::Urgent));
  allowance.pass(86400.0);
  EXPECT_EQ(taken(allowance, Urgency::Urgent), 12);
}

TEST(QuestionAllowance, SparesItsLowerHalfForWhatPresses) {
  QuestionAllowance allowance(12.0);
  EXPECT_EQ(taken(allowance, Urgency::Spare), 7);
  EXPECT_EQ(taken(allowance, Urgency::Urgent), 5);
}

TEST(QuestionAllowance, OfLessThanOneAnHourHoldsOne) {
  QuestionAllowance allowance(0.5);
  EXPECT_EQ(taken(allowance, Urgency::Urgent), 1);
  allowance.pass(3600.0);
  EXPECT_EQ(taken(allowance, Urgency::Spare), 0);
  allowance.pass(3600.0);
  EXPECT_EQ(taken(allowance, Urgency::Spare), 1);
}

TEST(QuestionAllowance, HoldsNoMoreForWhatIsGivenBack) {
  QuestionAllowance allowance(12.0);
  EXPECT_EQ(taken(allowance, Urgency::Urgent), 12);
  allowance.give_back();
  EXPECT_EQ(taken(allowance, Urgency::Urgent), 1);
  for (int n = 0; n < 20; ++n) allowance.give_back();
  EXPECT_EQ(taken(allowance, Urgency::Urgent), 12);
}

TEST(QuestionAllowance, OfZeroAllowsEverything) {
  QuestionAllowance allowance(0.0);
  EXPECT_EQ(taken(allowance, Urgency::Spare), 1000);
}

}  // namespace
}  // namespace airmark::llm
