#include "tools/tagging/dollars.h"

#include "llm/policy/money.h"

namespace airmark::tools {

std::string dollars(double usd) { return llm::dollars_text(llm::nano_dollars_up(usd)); }

}  // namespace airmark::tools
