#pragma once

#include <functional>
#include <string>

namespace airmark::llm {

/// Takes a sentence for a person: something stopped working, or works again.
using OnOutage = std::function<void(const std::string& message)>;

}  // namespace airmark::llm
