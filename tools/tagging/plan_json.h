#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tools/tagging/planned_model.h"

namespace airmark::tools {

/// One line of JSON: who would be asked, the figures under their names, and "ceilings". Figures
/// without a fraction are written as whole numbers.
std::string plan_json(const PlannedModel& model,
                      const std::vector<std::pair<std::string_view, double>>& figures,
                      const std::array<CeilingShare, 3>& shares);

}  // namespace airmark::tools
