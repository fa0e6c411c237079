#pragma once

#include <cstddef>
#include <random>

namespace airmark::tools {

/// Below `bound`, which is small against 2^64; the same on every machine, as a standard library's
/// distributions are not.
std::size_t draw(std::mt19937_64& random, std::size_t bound);

}  // namespace airmark::tools
