#include "llm/transport/http_transport.h"

#include <strings.h>

namespace airmark::llm {

std::optional<std::string_view> HttpReply::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (key.size() == name.size() && strncasecmp(key.data(), name.data(), name.size()) == 0)
      return value;
  return std::nullopt;
}

}  // namespace airmark::llm
