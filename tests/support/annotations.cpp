#include "tests/support/annotations.h"

#include <charconv>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string_view>

namespace airmark::testing {
namespace {

/// The rows below the column names. No cell of these tables is quoted.
std::vector<std::vector<std::string>> read_rows(const std::filesystem::path& path,
                                                std::size_t column_count) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  std::vector<std::vector<std::string>> rows;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::vector<std::string> cells;
    std::istringstream rest(line + ',');
    for (std::string cell; std::getline(rest, cell, ',');) cells.push_back(cell);
    if (cells.size() != column_count)
      throw std::runtime_error(path.string() + ": not the columns expected: " + line);
    rows.push_back(std::move(cells));
  }
  return rows;
}

std::optional<Key> key_of(std::string_view name) {
  if (name.empty()) return std::nullopt;
  for (const Mode mode : {Mode::Major, Mode::Minor})
    for (int tonic = 0; tonic < 12; ++tonic)
      if (name_of({tonic, mode}) == name) return Key{tonic, mode};
  throw std::runtime_error("not a key: " + std::string(name));
}

std::optional<double> number_of(const std::string& text) {
  if (text.empty()) return std::nullopt;
  double value = 0.0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
  if (end.ec != std::errc{}) throw std::runtime_error("not a number: " + text);
  return value;
}

}  // namespace

std::vector<AnnotatedClip> read_annotated_clips(const std::filesystem::path& data_folder) {
  const std::filesystem::path folder = data_folder / "gtzan";
  std::map<std::string, std::filesystem::path> sounds;
  for (const auto& row : read_rows(folder / "clips.csv", 5))
    if (row[3] == "full") sounds[row[0]] = folder / row[4];
  std::vector<AnnotatedClip> clips;
  for (const auto& row : read_rows(folder / "annotations.train_valid.csv", 5)) {
    const auto sound = sounds.find(row[0]);
    if (sound != sounds.end())
      clips.push_back({row[0], row[1], row[2], sound->second, key_of(row[3]), number_of(row[4])});
  }
  return clips;
}

}  // namespace airmark::testing
