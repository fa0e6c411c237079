#pragma once

#include <string>

namespace airmark::tools {

/// "$1.00", "$0.0042": as the ledger's sentences have it.
std::string dollars(double usd);

}  // namespace airmark::tools
