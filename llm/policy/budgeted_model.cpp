#include "llm/policy/budgeted_model.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "llm/policy/waiting.h"

namespace airmark::llm {
namespace {

constexpr std::size_t kWrappingTokens = 1024;

int bounded_tokens(std::size_t count) {
  constexpr std::size_t kMost = std::numeric_limits<int>::max();
  return static_cast<int>(std::min(count, kMost));
}

CallError nothing_sent(Error error) {
  CallError refused;
  refused.failure = CallFailure::OverBudget;
  refused.error = std::move(error);
  return refused;
}

class BudgetedModel : public ChatModel {
 public:
  BudgetedModel(std::shared_ptr<ChatModel> inner, ModelEntry model, std::shared_ptr<Budget> budget)
      : inner_(std::move(inner)), model_(std::move(model)), budget_(std::move(budget)) {}

  std::variant<ChatAnswer, CallError> ask(const Prompt& prompt, std::stop_token stop) override {
    const auto most_usd = most_a_call_costs_usd(model_, prompt);
    if (!most_usd)
      return nothing_sent({ErrorKind::Configuration,
                           "the price of " + model_.id +
                               " is not known, so no budget can hold it; give it one in the file "
                               "of models"});
    const auto reservation = budget_->reserve(model_.id, *most_usd, stop);
    if (!reservation && stop.stop_requested()) return stopped_while_waiting(name());
    if (!reservation) return nothing_sent(reservation.error());
    auto outcome = inner_->ask(prompt, std::move(stop));
    settle(reservation.value(), outcome);
    return outcome;
  }

  std::string name() const override { return inner_->name(); }

 private:
  // Where the ledger cannot be written the reservation stands, and the next one is refused.
  void settle(std::int64_t reservation, const std::variant<ChatAnswer, CallError>& outcome) {
    const TokenUsage nothing{};
    const auto* error = std::get_if<CallError>(&outcome);
    const TokenUsage& told = error == nullptr ? std::get<ChatAnswer>(outcome).usage : error->usage;
    const bool unpaid = error != nullptr && !error->may_be_paid;
    if (told != nothing || unpaid) settle(reservation, told);
  }

  void settle(std::int64_t reservation, const TokenUsage& usage) {
    const auto cost = cost_usd(model_, usage.input_tokens, usage.output_tokens);
    static_cast<void>(budget_->settle(reservation, usage, cost.value_or(0.0)));
  }

  const std::shared_ptr<ChatModel> inner_;
  const ModelEntry model_;
  const std::shared_ptr<Budget> budget_;
};

}  // namespace

std::optional<double> most_a_call_costs_usd(const ModelEntry& model, const Prompt& prompt) {
  const std::size_t prompt_bytes =
      prompt.system.size() + prompt.user.size() + prompt.json_schema.size();
  return cost_usd(model, bounded_tokens(prompt_bytes + kWrappingTokens), prompt.max_output_tokens);
}

std::shared_ptr<ChatModel> make_budgeted_model(std::shared_ptr<ChatModel> inner, ModelEntry model,
                                               std::shared_ptr<Budget> budget) {
  return std::make_shared<BudgetedModel>(std::move(inner), std::move(model), std::move(budget));
}

}  // namespace airmark::llm
