#include "tools/standin/call_counts.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace airmark::tools {
namespace {

using Json = nlohmann::ordered_json;

}  // namespace

std::int64_t price_nano_usd(const llm::ModelEntry& model, const PaidTokens& tokens) {
  // A dollar a million tokens is a million picodollars a token.
  const auto pico_a_token = [](double usd_per_million) {
    return static_cast<std::int64_t>(std::llround(usd_per_million * 1e6));
  };
  const std::int64_t pico =
      pico_a_token(model.input_usd_per_million.value_or(0.0)) * tokens.input_tokens +
      pico_a_token(model.output_usd_per_million.value_or(0.0)) * tokens.output_tokens;
  constexpr std::int64_t kPicoInNano = 1000;
  return (pico + kPicoInNano / 2) / kPicoInNano;
}

void CallCounts::add(std::string_view operation, int status) {
  ++calls_;
  ++by_operation_[std::string(operation)];
  ++by_status_[status == 0 ? "none" : std::to_string(status)];
}

void CallCounts::add_paid(const llm::ModelEntry& model, const PaidTokens& tokens) {
  const std::int64_t price = price_nano_usd(model, tokens);
  for (Sum* sum : {&total_, &by_model_[model.id]}) {
    ++sum->paid;
    sum->input_tokens += tokens.input_tokens;
    sum->output_tokens += tokens.output_tokens;
    sum->spend_nano_usd += price;
    if (!model.input_usd_per_million) ++sum->paid_without_price;
  }
}

std::string CallCounts::json(const std::map<std::string, std::int64_t>& mishaps) const {
  const auto sum_json = [](const Sum& sum) {
    return Json{{"paid", sum.paid},
                {"input_tokens", sum.input_tokens},
                {"output_tokens", sum.output_tokens},
                {"spend_nano_usd", sum.spend_nano_usd},
                {"paid_without_price", sum.paid_without_price}};
  };
  const auto answered = by_status_.find("200");
  Json result{{"calls", calls_}, {"answered", answered == by_status_.end() ? 0 : answered->second}};
  result.update(sum_json(total_));
  result["by_operation"] = by_operation_;
  result["by_status"] = by_status_;
  result["by_model"] = Json::object();
  for (const auto& [id, sum] : by_model_) result["by_model"][id] = sum_json(sum);
  result["mishaps"] = mishaps;
  return result.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace airmark::tools
