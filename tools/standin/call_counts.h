#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "llm/model_registry.h"

namespace airmark::tools {

/// What AWS would count of one call.
struct PaidTokens {
  int input_tokens = 0;
  int output_tokens = 0;
};

/// What was asked, answered and earned, for tests that compare it with their own books.
///
/// Method     money is counted in billionths of a dollar: tokens times the registry's price, each
///            call rounded to the nearest. Prices of up to 3 decimals a million tokens are exact.
/// Threads    none inside.
class CallCounts {
 public:
  /// A call that ended with `status`; 0 where no reply was sent.
  void add(std::string_view operation, int status);

  /// A call that a model answered and that is paid for, whether or not the answer arrived whole.
  void add_paid(const llm::ModelEntry& model, const PaidTokens& tokens);

  /// One JSON object; README.md names the fields.
  std::string json(const std::map<std::string, std::int64_t>& mishaps) const;

 private:
  struct Sum {
    std::int64_t paid = 0;
    std::int64_t input_tokens = 0;
    std::int64_t output_tokens = 0;
    std::int64_t spend_nano_usd = 0;
    std::int64_t paid_without_price = 0;
  };

  std::int64_t calls_ = 0;
  std::map<std::string, std::int64_t> by_operation_;
  std::map<std::string, std::int64_t> by_status_;
  Sum total_;
  std::map<std::string, Sum> by_model_;
};

/// The price of a call in billionths of a dollar; 0 where the registry has none.
std::int64_t price_nano_usd(const llm::ModelEntry& model, const PaidTokens& tokens);

}  // namespace airmark::tools
