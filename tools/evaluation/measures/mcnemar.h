#pragma once

#include <cstddef>

namespace airmark::tools {

/// How likely two taggers that are equally often right would part at least as unevenly on the clips
/// that only one of them got right: the exact two-sided binomial test, without the mid-p
/// correction (McNemar 1947). 1 where there are no such clips. The counts are symmetric.
double mcnemar_p(std::size_t only_first_right, std::size_t only_second_right) noexcept;

}  // namespace airmark::tools
