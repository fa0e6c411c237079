#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "analysis/vocabulary/result.h"

namespace airmark::llm {

/// NULL, a whole number, or text.
using SqlValue = std::variant<std::monostate, std::int64_t, std::string>;
using SqlRow = std::vector<SqlValue>;

/// Require that the column is of that type; NULL is 0 or empty.
std::int64_t integer_at(const SqlRow& row, std::size_t column);
const std::string& text_at(const SqlRow& row, std::size_t column);

/// What a file of ours is, and what is to be said where it is not.
struct SqlFileKind {
  std::string_view name;               ///< "ledger"
  std::string_view mend;               ///< What to do with a damaged one: "move it away, …".
  std::string_view setting;            ///< Who says where it is: "llm.ledger".
  std::int32_t application_id;         ///< Written into the file, to know it again.
  int version;                         ///< Of the tables; at least 1.
  std::string_view tables;             ///< SQL that makes them.
  bool outlives_power_loss;            ///< Each commit is on the disk before it returns.
  bool erases_deleted;                 ///< What is deleted is overwritten.
  std::chrono::milliseconds patience;  ///< With other programs that use the file.
};

/// One connection to an SQLite file of ours, in WAL mode, so that a process that dies leaves it
/// whole.
///
/// Threads    one at a time; several connections and processes may share the file.
/// Errors     BadData: damaged, not of this kind, or of a newer version; CannotCreate: cannot be
///            opened for writing; InputOutput: disk full, locked, unreadable. Each names the file.
class SqliteDatabase {
 public:
  /// Opens the file, or creates it (mode 0600; missing folders 0700) with its tables.
  static Result<SqliteDatabase> open(const std::filesystem::path& file, const SqlFileKind& kind);

  SqliteDatabase(SqliteDatabase&&) noexcept;
  SqliteDatabase& operator=(SqliteDatabase&&) noexcept;
  ~SqliteDatabase();

  /// Runs one statement with values for ?1, ?2, …; all its rows.
  Result<std::vector<SqlRow>> run(std::string_view sql, const std::vector<SqlValue>& values = {});

  /// How long a statement waits for other programs from now on; until told, the kind's patience.
  void set_patience(std::chrono::milliseconds patience);
  /// The last statement failed because another program holds the file: it may work in a moment.
  bool is_held() const;

  /// How many rows the last INSERT, UPDATE or DELETE changed, and the last row id given out.
  std::int64_t changed_count() const;
  std::int64_t last_row_id() const;

  /// Runs `body` (no arguments, gives a Result) while nobody else can write; what it did is kept
  /// whole where it succeeds, else undone whole.
  template <typename Body>
  auto transaction(Body body) -> decltype(body()) {
    if (auto begun = run("BEGIN IMMEDIATE"); !begun) return begun.error();
    auto outcome = body();
    if (outcome) {
      auto kept = run("COMMIT");
      if (kept) return outcome;
      outcome = kept.error();
    }
    roll_back();
    return outcome;
  }

 private:
  class Connection;
  explicit SqliteDatabase(std::unique_ptr<Connection> connection);
  /// Of the tables, 0 where there are none yet; an Error where the file is not of our kind.
  Result<int> version();
  Result<Done> make_ready();
  void roll_back();

  std::unique_ptr<Connection> connection_;
};

}  // namespace airmark::llm
