#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/vocabulary/result.h"

namespace airmark::tools {

/// Names of clips, one per line; blanks at the end and empty lines do not count.
std::vector<std::string> listed_names(std::string_view text);

/// A list from a file: BadData where it names nothing, else as read_text_file().
Result<std::vector<std::string>> read_name_list(const std::filesystem::path& path);

/// The lists of the fault-filtered split of GTZAN (config/splits), which are part of the program.
std::vector<std::string> filtered_train_names();
std::vector<std::string> filtered_valid_names();

}  // namespace airmark::tools
