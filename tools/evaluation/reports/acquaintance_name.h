#pragma once

#include <string_view>

#include "tools/evaluation/clip_answer.h"

namespace airmark::tools {

/// As reports write it: "unseen", "out_of_fold", "trained_on".
std::string_view acquaintance_name(Acquaintance acquaintance) noexcept;

/// The other way round. An unknown name is TrainedOn: such a clip had better not count.
Acquaintance acquaintance_named(std::string_view name) noexcept;

}  // namespace airmark::tools
