#include "tests/support/published_rows.h"

#include <charconv>
#include <fstream>
#include <set>
#include <sstream>
#include <stdexcept>

namespace airmark::testing {
namespace {

std::ifstream open(const std::filesystem::path& path) {
  std::ifstream stream(path);
  if (!stream) throw std::runtime_error("cannot read " + path.string());
  return stream;
}

std::set<std::string> read_list(const std::filesystem::path& path) {
  std::ifstream stream = open(path);
  std::set<std::string> clips;
  for (std::string line; std::getline(stream, line);)
    if (!line.empty()) clips.insert(std::filesystem::path(line).stem().string());
  return clips;
}

double number(const std::string& text) {
  double value = 0.0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
  if (end.ec != std::errc{}) throw std::runtime_error("not a number: " + text);
  return value;
}

PublishedRow read_row(const std::string& line) {
  std::istringstream cells(line);
  std::string cell;
  PublishedRow row;
  std::getline(cells, cell, ',');
  row.clip = std::filesystem::path(cell).stem().string();
  for (double& value : row.analysis.gtzan58) {
    std::getline(cells, cell, ',');
    value = number(cell);
  }
  std::getline(cells, row.label, ',');
  while (!row.label.empty() && row.label.back() == '\r') row.label.pop_back();
  row.analysis.audible_ratio = 1.0;
  row.analysis.window = {0, static_cast<std::int64_t>(row.analysis.gtzan58[0]), kAnalysisRateHz};
  return row;
}

}  // namespace

std::vector<PublishedRow> read_published_rows(const std::filesystem::path& data_folder,
                                              std::string_view list) {
  const std::filesystem::path folder = data_folder / "gtzan";
  const std::set<std::string> wanted = read_list(folder / (std::string(list) + "_filtered.txt"));
  std::ifstream table = open(folder / "features_30_sec.train_valid.csv");
  std::vector<PublishedRow> rows;
  std::string line;
  std::getline(table, line);  // The column names.
  while (std::getline(table, line)) {
    PublishedRow row = read_row(line);
    if (wanted.contains(row.clip)) rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace airmark::testing
