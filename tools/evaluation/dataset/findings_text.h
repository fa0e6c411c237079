#pragma once

#include <string>
#include <string_view>

#include "tools/evaluation/dataset/dataset.h"
#include "tools/evaluation/dataset/dataset_check.h"

namespace airmark::tools {

/// "too short", for tables and JSON.
std::string_view finding_name(FindingKind kind);

/// A table for a terminal: one line per kind of finding, with its first subjects.
std::string findings_text(const Dataset& dataset, const DatasetCheck& check);

}  // namespace airmark::tools
