#include "llm/policy/sqlite_database.h"

#include <sqlite3.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <iterator>
#include <thread>
#include <utility>

namespace airmark::llm {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds kBetweenTries{10};

bool is_busy(int status) {
  const int primary = status & 0xff;
  return primary == SQLITE_BUSY || primary == SQLITE_LOCKED;
}

/// The reason of a failed system call, or empty.
std::string create_folders(const fs::path& folder) {
  std::error_code ignored;
  if (folder.empty() || fs::is_directory(folder, ignored)) return {};
  if (std::string reason = create_folders(folder.parent_path()); !reason.empty()) return reason;
  if (mkdir(folder.c_str(), S_IRWXU) == 0 || errno == EEXIST) return {};
  return std::strerror(errno);
}

// Not with open(): closing a descriptor of the file would end the locks that other connections of
// this process hold on it.
std::string create_private_file(const fs::path& file) {
  if (mknod(file.c_str(), S_IFREG | S_IRUSR | S_IWUSR, 0) == 0 || errno == EEXIST) return {};
  return std::strerror(errno);
}

/// A prepared statement; finalized with the object.
class Statement {
 public:
  Statement(sqlite3* database, std::string_view sql) {
    status_ = sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &statement_,
                                 nullptr);
  }
  ~Statement() { sqlite3_finalize(statement_); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  void bind(int place, const SqlValue& value) {
    if (status_ != SQLITE_OK) return;
    if (const auto* number = std::get_if<std::int64_t>(&value))
      status_ = sqlite3_bind_int64(statement_, place, *number);
    else if (const auto* text = std::get_if<std::string>(&value))
      status_ = sqlite3_bind_text64(statement_, place, text->data(), text->size(), SQLITE_TRANSIENT,
                                    SQLITE_UTF8);
  }

  /// SQLITE_ROW, SQLITE_DONE, or what went wrong, also before.
  int step() { return status_ == SQLITE_OK ? sqlite3_step(statement_) : status_; }

  SqlRow row() const {
    SqlRow row;
    for (int column = 0; column < sqlite3_column_count(statement_); ++column)
      row.push_back(value(column));
    return row;
  }

 private:
  SqlValue value(int column) const {
    switch (sqlite3_column_type(statement_, column)) {
      case SQLITE_INTEGER:
        return std::int64_t{sqlite3_column_int64(statement_, column)};
      case SQLITE_TEXT: {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
        return text == nullptr ? std::string() : std::string(text, size);
      }
      default:
        return std::monostate{};
    }
  }

  sqlite3_stmt* statement_ = nullptr;
  int status_ = SQLITE_OK;
};

}  // namespace

class SqliteDatabase::Connection {
 public:
  Connection(const fs::path& file, const SqlFileKind& kind) : file_(file), kind_(kind) {}
  ~Connection() { sqlite3_close(database_); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Everything but the tables.
  Result<Done> open() {
    if (file_.empty())
      return Error{ErrorKind::CannotCreate, "there is no place for the " + std::string(kind_.name) +
                                                "; set HOME or " + std::string(kind_.setting)};
    for (const std::string& reason :
         {create_folders(file_.parent_path()), create_private_file(file_)})
      if (!reason.empty()) return cannot_open(reason);
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    const int status = sqlite3_open_v2(file_.c_str(), &database_, flags, nullptr);
    if (status != SQLITE_OK) return error(status);
    set_patience(kind_.patience);
    if (sqlite3_db_readonly(database_, "main") == 1)
      return cannot_open("it may not be written; give yourself the right to");
    return Done{};
  }

  int run(std::string_view sql, const std::vector<SqlValue>& values, std::vector<SqlRow>& rows) {
    Statement statement(database_, sql);
    int place = 0;
    for (const SqlValue& value : values) statement.bind(++place, value);
    int status = SQLITE_ROW;
    while ((status = statement.step()) == SQLITE_ROW) rows.push_back(statement.row());
    held_ = is_busy(status);
    return status;
  }

  void set_patience(std::chrono::milliseconds patience) {
    sqlite3_busy_timeout(database_, static_cast<int>(patience.count()));
  }
  bool is_held() const { return held_; }

  int run_script(const std::string& sql) {
    return sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr);
  }

  // SQLite does not wait by itself where two connections change the mode at once.
  int use_write_ahead_log() {
    const auto deadline = std::chrono::steady_clock::now() + kind_.patience;
    for (;;) {
      const int status = run_script("PRAGMA journal_mode = WAL");
      if (!is_busy(status) || std::chrono::steady_clock::now() >= deadline) return status;
      std::this_thread::sleep_for(kBetweenTries);
    }
  }

  Error error(int status) const {
    const int primary = status & 0xff;
    switch (primary) {
      case SQLITE_CORRUPT:
      case SQLITE_NOTADB:
      case SQLITE_ERROR:  // our statements are right, so the tables are not
      case SQLITE_SCHEMA:
      case SQLITE_MISMATCH:
        return bad_data("is damaged or no " + std::string(kind_.name));
      case SQLITE_CANTOPEN:
      case SQLITE_PERM:
      case SQLITE_READONLY:
      case SQLITE_AUTH: {
        const int reason = database_ == nullptr ? 0 : sqlite3_system_errno(database_);
        return cannot_open(reason == 0 ? sqlite3_errstr(primary) : std::strerror(reason));
      }
      case SQLITE_BUSY:
      case SQLITE_LOCKED:
        return {ErrorKind::InputOutput,
                "the " + shown() + " is held by another program; end that one"};
      case SQLITE_FULL:
        return {ErrorKind::InputOutput, "the " + shown() + " cannot grow: the disk is full"};
      default:
        return {ErrorKind::InputOutput,
                "the " + shown() + " cannot be read or written: " + sqlite3_errstr(primary)};
    }
  }

  Error bad_data(const std::string& what) const {
    return {ErrorKind::BadData, "the " + shown() + " " + what + "; " + std::string(kind_.mend)};
  }

  const SqlFileKind& kind() const { return kind_; }
  sqlite3* database() const { return database_; }

 private:
  std::string shown() const { return std::string(kind_.name) + " " + file_.string(); }
  Error cannot_open(const std::string& reason) const {
    return {ErrorKind::CannotCreate, "cannot open the " + shown() + ": " + reason};
  }

  const fs::path file_;
  const SqlFileKind kind_;
  sqlite3* database_ = nullptr;
  bool held_ = false;
};

std::int64_t integer_at(const SqlRow& row, std::size_t column) {
  const auto* number = std::get_if<std::int64_t>(&row.at(column));
  return number == nullptr ? 0 : *number;
}

const std::string& text_at(const SqlRow& row, std::size_t column) {
  static const std::string kNothing;
  const auto* text = std::get_if<std::string>(&row.at(column));
  return text == nullptr ? kNothing : *text;
}

SqliteDatabase::SqliteDatabase(std::unique_ptr<Connection> connection)
    : connection_(std::move(connection)) {}
SqliteDatabase::SqliteDatabase(SqliteDatabase&&) noexcept = default;
SqliteDatabase& SqliteDatabase::operator=(SqliteDatabase&&) noexcept = default;
SqliteDatabase::~SqliteDatabase() = default;

Result<std::vector<SqlRow>> SqliteDatabase::run(std::string_view sql,
                                                const std::vector<SqlValue>& values) {
  std::vector<SqlRow> rows;
  const int status = connection_->run(sql, values, rows);
  if (status != SQLITE_DONE) return connection_->error(status);
  return rows;
}

void SqliteDatabase::set_patience(std::chrono::milliseconds patience) {
  connection_->set_patience(patience);
}

bool SqliteDatabase::is_held() const { return connection_->is_held(); }

std::int64_t SqliteDatabase::changed_count() const {
  return sqlite3_changes64(connection_->database());
}

std::int64_t SqliteDatabase::last_row_id() const {
  return sqlite3_last_insert_rowid(connection_->database());
}

void SqliteDatabase::roll_back() {
  if (sqlite3_get_autocommit(connection_->database()) == 0) connection_->run_script("ROLLBACK");
}

Result<int> SqliteDatabase::version() {
  std::int64_t read[3] = {};
  const char* const questions[] = {"PRAGMA application_id", "PRAGMA user_version",
                                   "SELECT count(*) FROM sqlite_schema"};
  for (std::size_t i = 0; i < std::size(questions); ++i) {
    const auto rows = run(questions[i]);
    if (!rows) return rows.error();
    read[i] = integer_at(rows.value().at(0), 0);
  }
  const auto [application_id, version, table_count] = read;
  const SqlFileKind& kind = connection_->kind();
  const bool is_new = application_id == 0 && version == 0 && table_count == 0;
  if (!is_new && application_id != kind.application_id)
    return connection_->bad_data("is no " + std::string(kind.name) + " of airmark");
  if (version > kind.version)
    return connection_->bad_data("was written by a newer airmark: use that one");
  return static_cast<int>(version);
}

Result<Done> SqliteDatabase::make_ready() {
  const SqlFileKind& kind = connection_->kind();
  int status = connection_->use_write_ahead_log();
  if (status == SQLITE_OK)
    status = connection_->run_script(
        std::string("PRAGMA synchronous = ") + (kind.outlives_power_loss ? "FULL" : "NORMAL") +
        ";PRAGMA secure_delete = " + (kind.erases_deleted ? "ON" : "OFF"));
  if (status != SQLITE_OK) return connection_->error(status);
  return transaction([&]() -> Result<Done> {
    const auto found = version();  // again: another process may have made the tables meanwhile
    if (!found) return found.error();
    if (found.value() == kind.version) return Done{};
    const int made =
        connection_->run_script(std::string(kind.tables) +
                                ";PRAGMA application_id = " + std::to_string(kind.application_id) +
                                ";PRAGMA user_version = " + std::to_string(kind.version));
    if (made != SQLITE_OK) return connection_->error(made);
    return Done{};
  });
}

Result<SqliteDatabase> SqliteDatabase::open(const fs::path& file, const SqlFileKind& kind) {
  auto connection = std::make_unique<Connection>(file, kind);
  if (const auto opened = connection->open(); !opened) return opened.error();
  SqliteDatabase database(std::move(connection));
  // Reads only, for the file may be somebody else's; and what is read is of one moment.
  if (auto begun = database.run("BEGIN"); !begun) return begun.error();
  if (const auto ours = database.version(); !ours) return ours.error();
  database.roll_back();
  if (const auto ready = database.make_ready(); !ready) return ready.error();
  return database;
}

}  // namespace airmark::llm
