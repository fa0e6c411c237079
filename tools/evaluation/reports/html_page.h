#pragma once

#include <span>
#include <string>

#include "tools/evaluation/evaluation.h"
#include "tools/evaluation/reports/pictures.h"

namespace airmark::tools {

/// One page for people, on screen and paper: figures, pictures, tables, protocol, warnings. Stands
/// by itself: no script, nothing from outside. All texts are escaped. Pictures are images
/// by data URL: their names do not meet, and a script in one would not run.
std::string html_page(const Evaluation& evaluation, std::span<const SvgPicture> pictures);

}  // namespace airmark::tools
