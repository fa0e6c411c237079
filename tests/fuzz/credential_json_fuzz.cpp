#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "llm/aws/ascii_text.h"
#include "llm/aws/aws_time.h"
#include "llm/aws/credential_json.h"

namespace {

void demand(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

// Any bytes are credentials fit for a header, or refused; times never leave the clock's range.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  if (const auto time = airmark::llm::parse_time(text))
    demand(airmark::llm::parse_time(airmark::llm::time_text(*time)).has_value());
  const auto keys = airmark::llm::parse_process_credentials(text);
  if (!keys) {
    demand(keys.error().kind == airmark::ErrorKind::Refused);
    return 0;
  }
  demand(!keys.value().access_key_id.empty() && !keys.value().secret_access_key.empty());
  demand(airmark::llm::is_visible_ascii(keys.value().access_key_id));
  demand(airmark::llm::is_visible_ascii(keys.value().session_token));
  return 0;
}
