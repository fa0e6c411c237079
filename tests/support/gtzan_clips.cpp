#include "tests/support/gtzan_clips.h"

#include <array>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace airmark::testing {

std::vector<GtzanClip> whole_gtzan_clips(const std::filesystem::path& data_folder,
                                         std::string_view split) {
  const std::filesystem::path folder = data_folder / "gtzan";
  std::ifstream table(folder / "clips.csv");
  if (!table) throw std::runtime_error("cannot read " + (folder / "clips.csv").string());
  std::vector<GtzanClip> clips;
  std::string line;
  std::getline(table, line);  // the column names
  while (std::getline(table, line)) {
    std::istringstream row(line);
    std::array<std::string, 5> cells;  // clip, genre, split, kind, path
    for (std::string& cell : cells) std::getline(row, cell, ',');
    auto& [name, genre, in_split, kind, path] = cells;
    while (!path.empty() && path.back() == '\r') path.pop_back();
    if (in_split == split && kind == "full") clips.push_back({name, genre, folder / path});
  }
  return clips;
}

}  // namespace airmark::testing
