#include "tools/training/training_table.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <set>

#include "analysis/classify/training_clip.h"
#include "analysis/vocabulary/genres.h"
#include "tools/common/shown_text.h"
#include "tools/common/text_file.h"
#include "tools/training/csv_records.h"

namespace airmark::tools {
namespace {

constexpr std::size_t kColumnCount = kGtzan58Count + 2;

std::string column_name(std::size_t column) {
  if (column == 0) return "filename";
  if (column == kColumnCount - 1) return "label";
  return std::string(kGtzan58Table[column - 1].name);
}

/// Reads records into a table and remembers where it is, for the error message.
class TableReader {
 public:
  TableReader(std::string_view origin, TrainingTable& table) : origin_(origin), table_(table) {}

  std::optional<Error> check_header(const CsvRecord& header) const {
    for (std::size_t c = 0; c < std::max(header.cells.size(), kColumnCount); ++c) {
      if (c >= header.cells.size())
        return bad(header.line, "the column '" + column_name(c) + "' is missing");
      if (c >= kColumnCount)
        return bad(header.line, "extra column '" + shown_text(header.cells[c]) + "'");
      if (header.cells[c] != column_name(c))
        return bad(header.line, "column " + std::to_string(c + 1) + " is '" +
                                    shown_text(header.cells[c]) + "' where '" + column_name(c) +
                                    "' belongs");
    }
    return std::nullopt;
  }

  std::optional<Error> add(const CsvRecord& record) {
    if (record.cells.size() != kColumnCount)
      return bad(record.line, "it has " + std::to_string(record.cells.size()) +
                                  " cells and the header has " + std::to_string(kColumnCount));
    TrainingRow row;
    row.file_name = record.cells[0];
    if (!names_.insert(row.file_name).second)
      return bad(record.line,
                 "column 'filename': '" + shown_text(row.file_name) + "' occurs a second time");
    for (std::size_t f = 0; f < kGtzan58Count; ++f) {
      const std::string& cell = record.cells[f + 1];
      if (!read_number(cell, row.values[f]))
        return bad(record.line,
                   "column '" + column_name(f + 1) + "': '" + shown_text(cell) + "' is no number");
      if (row.values[f] < kGtzan58Table[f].lowest || row.values[f] > kGtzan58Table[f].highest)
        return bad(record.line,
                   "column '" + column_name(f + 1) + "': " + cell + " is not a possible value");
    }
    const std::string& label = record.cells.back();
    if (!std::ranges::binary_search(genre_identifiers(), label))
      return bad(record.line, "column 'label': '" + shown_text(label) + "' is no known genre");
    labels_.push_back(label);
    table_.rows.push_back(std::move(row));
    return std::nullopt;
  }

  std::optional<Error> finish() {
    const std::set<std::string> classes(labels_.begin(), labels_.end());
    table_.classes.assign(classes.begin(), classes.end());
    if (classes.size() < 2) return bad_file("it needs rows of at least two genres");
    for (const std::string& name : table_.classes) {
      const auto count = static_cast<std::size_t>(std::ranges::count(labels_, name));
      if (count < kFewestRowsPerClass)
        return bad_file("column 'label': '" + name + "' has " + std::to_string(count) +
                        " rows and needs at least " + std::to_string(kFewestRowsPerClass));
    }
    for (std::size_t r = 0; r < labels_.size(); ++r)
      table_.rows[r].label = static_cast<std::size_t>(
          std::ranges::lower_bound(table_.classes, labels_[r]) - table_.classes.begin());
    return std::nullopt;
  }

 private:
  static bool read_number(const std::string& cell, double& value) {
    const char* end = cell.data() + cell.size();
    const auto [stop, problem] = std::from_chars(cell.data(), end, value);
    return problem == std::errc{} && stop == end && std::isfinite(value);
  }

  Error bad(int line, const std::string& what) const {
    return {ErrorKind::BadData, origin_ + ", line " + std::to_string(line) + ": " + what};
  }
  Error bad_file(const std::string& what) const {
    return {ErrorKind::BadData, origin_ + ": " + what};
  }

  std::string origin_;
  TrainingTable& table_;
  std::vector<std::string> labels_;
  std::set<std::string> names_;
};

}  // namespace

Result<TrainingTable> parse_training_table(std::string_view text, std::string_view origin) {
  const Result<std::vector<CsvRecord>> records = parse_csv(text, origin);
  if (!records) return records.error();
  if (records.value().empty())
    return Error{ErrorKind::BadData, std::string(origin) + " is empty; it needs a header"};
  TrainingTable table;
  table.name = std::filesystem::path(origin).filename().string();
  table.sha256 = analysis::sha256_hex(text);
  TableReader reader(origin, table);
  if (auto problem = reader.check_header(records.value()[0])) return *problem;
  for (std::size_t r = 1; r < records.value().size(); ++r)
    if (auto problem = reader.add(records.value()[r])) return *problem;
  if (auto problem = reader.finish()) return *problem;
  return table;
}

Result<TrainingTable> read_training_table(const std::filesystem::path& path) {
  const Result<std::string> text = read_text_file(path);
  if (!text) return text.error();
  return parse_training_table(text.value(), path.string());
}

}  // namespace airmark::tools
