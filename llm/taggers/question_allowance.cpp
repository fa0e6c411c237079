#include "llm/taggers/question_allowance.h"

#include <algorithm>

namespace airmark::llm {

QuestionAllowance::QuestionAllowance(double most_per_hour) noexcept
    : most_per_hour_(most_per_hour), capacity_(std::max(1.0, most_per_hour)), left_(capacity_) {}

void QuestionAllowance::pass(double stream_s) noexcept {
  left_ = std::min(capacity_, left_ + most_per_hour_ * stream_s / 3600.0);
}

bool QuestionAllowance::take(Urgency urgency) noexcept {
  if (most_per_hour_ <= 0.0) return true;
  const double least = urgency == Urgency::Urgent ? 1.0 : std::max(1.0, capacity_ / 2.0);
  if (left_ < least) return false;
  left_ -= 1.0;
  return true;
}

void QuestionAllowance::give_back() noexcept { left_ = std::min(capacity_, left_ + 1.0); }

}  // namespace airmark::llm
