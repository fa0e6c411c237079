#include "llm/transport/http_transport.h"

#include "llm/aws/ascii_text.h"

namespace airmark::llm {

std::optional<std::string_view> HttpReply::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (lower_case(key) == lower_case(name)) return value;
  return std::nullopt;
}

}  // namespace airmark::llm
