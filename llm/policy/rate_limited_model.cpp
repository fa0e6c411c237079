#include "llm/policy/rate_limited_model.h"

#include <utility>

namespace airmark::llm {
namespace {

class RateLimitedModel : public ChatModel {
 public:
  RateLimitedModel(std::shared_ptr<ChatModel> inner, std::shared_ptr<RateLimiter> limiter)
      : inner_(std::move(inner)), limiter_(std::move(limiter)) {}

  std::variant<ChatAnswer, CallError> ask(const Prompt& prompt, std::stop_token stop) override {
    if (!limiter_->pass(stop)) return stopped_while_waiting(name());
    return inner_->ask(prompt, stop);
  }

  std::string name() const override { return inner_->name(); }

 private:
  const std::shared_ptr<ChatModel> inner_;
  const std::shared_ptr<RateLimiter> limiter_;
};

}  // namespace

std::shared_ptr<ChatModel> make_rate_limited_model(std::shared_ptr<ChatModel> inner,
                                                   std::shared_ptr<RateLimiter> limiter) {
  return std::make_shared<RateLimitedModel>(std::move(inner), std::move(limiter));
}

}  // namespace airmark::llm
