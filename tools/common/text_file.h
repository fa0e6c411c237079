#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "analysis/vocabulary/result.h"

namespace airmark::tools {

/// The bytes of a file. NotFound, BadData (a folder), Refused or InputOutput name it.
Result<std::string> read_text_file(const std::filesystem::path& path);

/// Replaces the file as a whole: whoever reads it sees the old text or the new one. CannotCreate or
/// InputOutput name it.
Result<Done> write_text_file(const std::filesystem::path& path, std::string_view text);

/// Whether write_text_file() could begin: CannotCreate names what is in the way. Leaves nothing
/// behind.
Result<Done> check_place_for(const std::filesystem::path& path);

}  // namespace airmark::tools
