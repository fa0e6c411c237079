#include "tools/training/folds.h"

#include <map>
#include <numeric>
#include <optional>
#include <sstream>
#include <utility>

#include "analysis/classify/training_clip.h"
#include "tools/common/random_draw.h"
#include "tools/common/text_file.h"

namespace airmark::tools {
namespace {

/// Positions in `rows`, class by class.
std::vector<std::vector<std::size_t>> positions_by_class(const TrainingTable& table,
                                                         std::span<const std::size_t> rows) {
  std::vector<std::vector<std::size_t>> positions(table.classes.size());
  for (std::size_t p = 0; p < rows.size(); ++p) positions[table.rows[rows[p]].label].push_back(p);
  return positions;
}

Folds numbered(std::size_t row_count, std::size_t count, const std::string& what) {
  Folds folds;
  folds.fold_of.resize(row_count);
  for (std::size_t f = 1; f <= count; ++f) folds.names.push_back(what + " " + std::to_string(f));
  return folds;
}

Error bad_list(const std::filesystem::path& list, const std::string& what) {
  return {ErrorKind::BadData, list.string() + ": " + what};
}

/// Clip names of a list, with the number of the line each stands on.
Result<std::vector<std::pair<std::string, int>>> read_list(const std::filesystem::path& list) {
  const Result<std::string> text = read_text_file(list);
  if (!text) return text.error();
  std::istringstream lines(text.value());
  std::vector<std::pair<std::string, int>> names;
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
    if (!line.empty()) names.emplace_back(analysis::clip_name(line), number);
  }
  return names;
}

/// What is wrong with the finished folds, if anything.
std::optional<Error> check_groups(const TrainingTable& table, const Folds& folds,
                                  const std::vector<std::filesystem::path>& lists) {
  for (std::size_t g = 0; g < lists.size(); ++g)
    for (std::size_t k = 0; k < table.classes.size(); ++k) {
      std::size_t count = 0;
      for (std::size_t r = 0; r < table.rows.size(); ++r)
        count += folds.fold_of[r] == g && table.rows[r].label == k;
      if (count < kFewestRowsPerClass)
        return bad_list(lists[g], "it names " + std::to_string(count) + " clips of the genre '" +
                                      table.classes[k] + "' in " + table.name +
                                      " and needs at least " + std::to_string(kFewestRowsPerClass));
    }
  return std::nullopt;
}

}  // namespace

Folds block_folds(const TrainingTable& table, std::span<const std::size_t> rows,
                  std::size_t count) {
  Folds folds = numbered(rows.size(), count, "block");
  folds.description = std::to_string(count) + " contiguous blocks of each genre";
  for (const auto& positions : positions_by_class(table, rows))
    for (std::size_t i = 0; i < positions.size(); ++i)
      folds.fold_of[positions[i]] = i * count / positions.size();
  return folds;
}

Folds random_folds(const TrainingTable& table, std::span<const std::size_t> rows, std::size_t count,
                   int seed) {
  Folds folds = numbered(rows.size(), count, "part");
  folds.description = std::to_string(count) + " random parts of each genre";
  std::mt19937_64 random(static_cast<std::uint64_t>(seed));
  std::size_t next = 0;  // goes on from class to class, so that the parts are of one size
  for (auto positions : positions_by_class(table, rows)) {
    for (std::size_t i = positions.size(); i > 1; --i)
      std::swap(positions[i - 1], positions[draw(random, i)]);
    for (const std::size_t p : positions) folds.fold_of[p] = next++ % count;
  }
  return folds;
}

Result<Folds> read_group_folds(const TrainingTable& table,
                               const std::vector<std::filesystem::path>& lists) {
  if (lists.size() < 2)
    return Error{ErrorKind::Usage, "one --group list alone holds nothing out; give two or more"};
  std::map<std::string, std::size_t> group_of;
  Folds folds;
  folds.artist_disjoint = true;
  for (std::size_t g = 0; g < lists.size(); ++g) {
    const auto names = read_list(lists[g]);
    if (!names) return names.error();
    for (const auto& [name, line] : names.value())
      if (const auto [place, added] = group_of.try_emplace(name, g); !added && place->second != g)
        return bad_list(lists[g], "line " + std::to_string(line) + ": " + name + " is also in " +
                                      lists[place->second].string());
    folds.names.push_back(lists[g].stem().string());
    folds.description += (g == 0 ? "the lists " : ", ") + folds.names.back();
  }
  for (const TrainingRow& row : table.rows) {
    const auto found = group_of.find(std::string(analysis::clip_name(row.file_name)));
    if (found == group_of.end())
      return Error{ErrorKind::BadData,
                   row.file_name + " of " + table.name + " is in none of the --group lists"};
    folds.fold_of.push_back(found->second);
  }
  if (auto problem = check_groups(table, folds, lists)) return *problem;
  return folds;
}

Rows select(const Folds& folds, std::span<const std::size_t> rows, std::size_t fold, bool inside) {
  Rows selected;
  for (std::size_t p = 0; p < rows.size(); ++p)
    if ((folds.fold_of[p] == fold) == inside) selected.push_back(rows[p]);
  return selected;
}

Folds without(const Folds& folds, std::size_t fold) {
  Folds rest = folds;
  rest.names.erase(rest.names.begin() + static_cast<std::ptrdiff_t>(fold));
  std::erase(rest.fold_of, fold);
  for (std::size_t& f : rest.fold_of) f -= f > fold;
  return rest;
}

Rows all_rows(const TrainingTable& table) {
  Rows rows(table.rows.size());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  return rows;
}

}  // namespace airmark::tools
