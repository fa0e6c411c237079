#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <string>

namespace airmark::llm::testing {

/// Asks SQLite itself, past all of our own code; empty where there is no row or an error.
inline std::string sql_answer(const std::filesystem::path& file, const std::string& sql) {
  sqlite3* database = nullptr;
  sqlite3_stmt* statement = nullptr;
  std::string result;
  if (sqlite3_open(file.c_str(), &database) == SQLITE_OK) {
    sqlite3_busy_timeout(database, 10'000);
    sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr);
    if (sqlite3_step(statement) == SQLITE_ROW)
      if (const auto* text = sqlite3_column_text(statement, 0); text != nullptr)
        result = reinterpret_cast<const char*>(text);
  }
  sqlite3_finalize(statement);
  sqlite3_close(database);
  return result;
}

inline std::int64_t sql_number(const std::filesystem::path& file, const std::string& sql) {
  const std::string text = sql_answer(file, sql);
  return text.empty() ? 0 : std::stoll(text);
}

inline std::int64_t ledger_sum(const std::filesystem::path& file) {
  return sql_number(file, "SELECT sum(amount_nano_usd) FROM calls");
}

/// Another program that writes, as long as this lives: nobody else can.
class LedgerHold {
 public:
  explicit LedgerHold(const std::filesystem::path& file) {
    sqlite3_open(file.c_str(), &database_);
    sqlite3_busy_timeout(database_, 10'000);
    sqlite3_exec(database_, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
  }
  ~LedgerHold() { sqlite3_close(database_); }
  LedgerHold(const LedgerHold&) = delete;
  LedgerHold& operator=(const LedgerHold&) = delete;

 private:
  sqlite3* database_ = nullptr;
};

}  // namespace airmark::llm::testing
