#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "analysis/vocabulary/result.h"

namespace airmark::tools {

/// The word for standard input on a command line.
inline constexpr const char* kStandardInputArgument = "-";

/// Whether a file found in a folder is taken for sound, by the ending of its name.
bool has_sound_ending(const std::filesystem::path& path);

/// A file to work on, or why there is none in this place of the list: NotFound for a folder without
/// sound files, Refused for one that may not be read.
using ListedFile = Result<std::filesystem::path>;

/// The files that a command line names, in its order. A folder stands for the sound files in it and
/// below, sorted by path; hidden ones and those of unknown endings are left out, folders behind
/// links are not entered. What was named itself is listed whatever it is, also where it is not
/// there: opening it says so. One folder that fails does not keep the others from being listed.
std::vector<ListedFile> list_sound_files(const std::vector<std::string>& arguments);

}  // namespace airmark::tools
