#include "tools/training/csv_records.h"

#include <algorithm>
#include <optional>

namespace airmark::tools {
namespace {

/// One pass over the text; each function starts where the last one stopped.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (rest_.starts_with(kByteOrderMark)) rest_.remove_prefix(kByteOrderMark.size());
  }

  bool at_end() const { return rest_.empty(); }
  int line() const { return line_; }

  bool skip(std::string_view what) {
    if (!rest_.starts_with(what)) return false;
    rest_.remove_prefix(what.size());
    return true;
  }

  bool skip_line_end() {
    if (!skip("\r\n") && !skip("\n")) return false;
    ++line_;
    return true;
  }

  std::string plain_cell() {
    std::size_t size = std::min(rest_.find_first_of(",\n"), rest_.size());
    if (size > 0 && size < rest_.size() && rest_[size] == '\n' && rest_[size - 1] == '\r') --size;
    std::string cell(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return cell;
  }

  /// Empty where the quote is never closed. Requires that the opening quote was skipped.
  std::optional<std::string> quoted_cell() {
    std::string cell;
    while (!rest_.empty()) {
      if (skip("\"\"")) {
        cell += '"';
      } else if (skip("\"")) {
        return cell;
      } else {
        if (rest_[0] == '\n') ++line_;
        cell += rest_[0];
        rest_.remove_prefix(1);
      }
    }
    return std::nullopt;
  }

 private:
  std::string_view rest_;
  int line_ = 1;
};

Error broken(std::string_view origin, int line, std::string_view what) {
  return {ErrorKind::BadData,
          std::string(origin) + ", line " + std::to_string(line) + ": " + std::string(what)};
}

}  // namespace

Result<std::vector<CsvRecord>> parse_csv(std::string_view text, std::string_view origin) {
  std::vector<CsvRecord> records;
  Scanner scanner(text);
  while (!scanner.at_end()) {
    if (scanner.skip_line_end()) continue;
    CsvRecord record{scanner.line(), {}};
    do {
      const int line = scanner.line();
      if (!scanner.skip("\"")) {
        record.cells.push_back(scanner.plain_cell());
        continue;
      }
      std::optional<std::string> cell = scanner.quoted_cell();
      if (!cell) return broken(origin, line, "a quoted cell is never closed");
      record.cells.push_back(std::move(*cell));
    } while (scanner.skip(","));
    if (!scanner.at_end() && !scanner.skip_line_end())
      return broken(origin, scanner.line(), "text follows a closing quote");
    records.push_back(std::move(record));
  }
  return records;
}

}  // namespace airmark::tools
