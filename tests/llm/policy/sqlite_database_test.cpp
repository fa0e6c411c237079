#include "llm/policy/sqlite_database.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <stdexcept>
#include <thread>

#include "tests/llm/policy/ledger_reader.h"
#include "tests/support/temporary_folder.h"

namespace airmark::llm::testing {
namespace {

using namespace std::chrono_literals;
using std::filesystem::perms;
using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr SqlFileKind kKind = {.name = "notebook",
                               .mend = "move it away",
                               .setting = "llm.notebook",
                               .application_id = 4711,
                               .version = 2,
                               .tables = "CREATE TABLE notes(id INTEGER PRIMARY KEY, text TEXT)",
                               .outlives_power_loss = true,
                               .erases_deleted = false,
                               .patience = 100ms};

class SqliteDatabaseTest : public ::testing::Test {
 protected:
  SqliteDatabase open() {
    auto database = SqliteDatabase::open(file, kKind);
    if (!database) throw std::runtime_error(database.error().message);
    return std::move(database).value();
  }
  Error refusal(const std::filesystem::path& path) {
    const auto database = SqliteDatabase::open(path, kKind);
    return database ? Error{ErrorKind::Internal, "it opened"} : database.error();
  }
  void write(const std::string& bytes) { std::ofstream(file, std::ios::binary) << bytes; }
  std::string read() const {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }

  airmark::testing::TemporaryFolder folder;
  std::filesystem::path file = folder / "notes.sqlite";
};

TEST_F(SqliteDatabaseTest, MakesFileAndFoldersForTheirOwnerOnly) {
  const mode_t usual = umask(0);
  file = folder / "new/folder/notes.sqlite";
  {
    auto database = open();
    ASSERT_TRUE(database.run("INSERT INTO notes(text) VALUES('a')"));
    for (const char* ending : {"", "-wal", "-shm"})
      EXPECT_EQ(std::filesystem::status(file.string() + ending).permissions(),
                perms::owner_read | perms::owner_write)
          << ending;
  }
  umask(usual);
  EXPECT_EQ(std::filesystem::status(folder / "new/folder").permissions(), perms::owner_all);
  EXPECT_EQ(std::filesystem::status(folder / "new").permissions(), perms::owner_all);
}

TEST_F(SqliteDatabaseTest, KeepsNumbersAndTextAsTheyAre) {
  auto database = open();
  const std::string odd("'\0\xff\n; DROP TABLE notes", 23);
  ASSERT_TRUE(database.run("INSERT INTO notes VALUES(?1, ?2)", {std::int64_t{-5}, odd}));
  EXPECT_EQ(database.changed_count(), 1);
  EXPECT_EQ(database.last_row_id(), -5);
  const auto rows = database.run("SELECT id, text, NULL FROM notes");
  ASSERT_TRUE(rows);
  const SqlRow& row = rows.value().at(0);
  EXPECT_EQ(integer_at(row, 0), -5);
  EXPECT_EQ(text_at(row, 1), odd);
  EXPECT_TRUE(std::holds_alternative<std::monostate>(row[2]));
}

TEST_F(SqliteDatabaseTest, WritesAheadAndToTheDisk) {
  auto database = open();
  EXPECT_EQ(text_at(database.run("PRAGMA journal_mode").value().at(0), 0), "wal");
  EXPECT_EQ(integer_at(database.run("PRAGMA synchronous").value().at(0), 0), 2);  // FULL
}

TEST_F(SqliteDatabaseTest, UndoesATransactionThatFails) {
  auto database = open();
  const auto failed = database.transaction([&]() -> Result<Done> {
    EXPECT_TRUE(database.run("INSERT INTO notes(text) VALUES('a')"));
    return Error{ErrorKind::Refused, "no"};
  });
  EXPECT_FALSE(failed);
  const auto kept = database.transaction([&]() -> Result<Done> {
    EXPECT_TRUE(database.run("INSERT INTO notes(text) VALUES('b')"));
    return Done{};
  });
  EXPECT_TRUE(kept);
  EXPECT_EQ(sql_answer(file, "SELECT group_concat(text) FROM notes"), "b");
}

TEST_F(SqliteDatabaseTest, RefusesAFileThatIsNoDatabase) {
  const std::string letter = "Dear diary,\n" + std::string(5000, 'x');
  write(letter);
  const Error error = refusal(file);
  EXPECT_EQ(error.kind, ErrorKind::BadData);
  EXPECT_EQ(error.message,
            "the notebook " + file.string() + " is damaged or no notebook; move it away");
  EXPECT_TRUE(read() == letter);
}

TEST_F(SqliteDatabaseTest, RefusesADatabaseOfSomebodyElse) {
  sql_answer(file, "CREATE TABLE photos(name)");
  const std::string before = read();
  EXPECT_EQ(refusal(file).kind, ErrorKind::BadData);
  EXPECT_THAT(refusal(file).message, HasSubstr("is no notebook of airmark; move it away"));
  EXPECT_TRUE(read() == before);
}

TEST_F(SqliteDatabaseTest, RefusesANewerVersion) {
  open();
  sql_answer(file, "PRAGMA user_version = 3");
  const Error error = refusal(file);
  EXPECT_EQ(error.kind, ErrorKind::BadData);
  EXPECT_THAT(error.message, HasSubstr("was written by a newer airmark"));
}

TEST_F(SqliteDatabaseTest, NoticesDamageWhereverItIs) {
  {
    auto database = open();
    for (int i = 0; i < 200; ++i)
      ASSERT_TRUE(database.run("INSERT INTO notes(text) VALUES(?1)", {std::string(500, 'x')}));
  }
  const std::string whole = read();
  int found = 0;
  for (std::size_t at = 0; at < whole.size(); at += 2048) {
    std::string damaged = whole;
    damaged.replace(at, 2048, 2048, '\xa5');
    write(damaged);
    auto database = SqliteDatabase::open(file, kKind);
    const auto rows = database ? database.value().run("SELECT sum(length(text)) FROM notes")
                               : Result<std::vector<SqlRow>>(database.error());
    if (rows) continue;  // damage inside a text cannot be seen
    ++found;
    EXPECT_EQ(rows.error().kind, ErrorKind::BadData) << rows.error().message;
  }
  EXPECT_GT(found, 5);
  for (const std::size_t size : {20u, 100u, 5000u}) {
    write(whole.substr(0, size));
    auto database = SqliteDatabase::open(file, kKind);
    const bool usable = database && database.value().run("SELECT count(*) FROM notes");
    EXPECT_FALSE(usable) << size;
  }
}

TEST_F(SqliteDatabaseTest, TakesAnEmptyFileForANewOne) {
  write("");
  EXPECT_TRUE(open().run("SELECT * FROM notes"));
}

TEST_F(SqliteDatabaseTest, SaysWhyItCannotBeCreated) {
  std::ofstream(folder / "file") << "x";
  for (const auto& [path, reason] : {std::pair(folder / "file/notes.sqlite", "Not a directory"),
                                     {folder.path(), "Is a directory"}}) {
    const Error error = refusal(path);
    EXPECT_EQ(error.kind, ErrorKind::CannotCreate);
    EXPECT_THAT(error.message,
                AllOf(HasSubstr("cannot open the notebook " + path.string()), HasSubstr(reason)));
  }
  EXPECT_THAT(refusal("").message,
              HasSubstr("there is no place for the notebook; set HOME or llm.notebook"));
}

TEST_F(SqliteDatabaseTest, RefusesWhatItMayNotWrite) {
  if (geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
  open();
  std::filesystem::permissions(file, perms::owner_read);
  EXPECT_EQ(refusal(file).kind, ErrorKind::CannotCreate);
  std::filesystem::permissions(folder.path(), perms::owner_read | perms::owner_exec);
  const Error error = refusal(folder / "other.sqlite");
  std::filesystem::permissions(folder.path(), perms::owner_all);
  EXPECT_EQ(error.kind, ErrorKind::CannotCreate);
  EXPECT_THAT(error.message, HasSubstr("Permission denied"));
}

TEST_F(SqliteDatabaseTest, SaysThatAnotherProgramHoldsTheFile) {
  auto mine = open();
  auto theirs = open();
  ASSERT_TRUE(theirs.run("BEGIN IMMEDIATE"));
  const auto held = mine.run("INSERT INTO notes(text) VALUES('a')");
  ASSERT_FALSE(held);
  EXPECT_EQ(held.error().kind, ErrorKind::InputOutput);
  EXPECT_THAT(held.error().message, HasSubstr("is held by another program"));
  EXPECT_TRUE(mine.is_held());
  ASSERT_TRUE(theirs.run("COMMIT"));
  EXPECT_TRUE(mine.run("INSERT INTO notes(text) VALUES('a')"));
  EXPECT_FALSE(mine.is_held());
}

TEST_F(SqliteDatabaseTest, IsMadeOnceWhenManyOpenItAtOnce) {
  SqlFileKind patient = kKind;
  patient.patience = 20s;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&] {
      auto database = SqliteDatabase::open(file, patient);
      ASSERT_TRUE(database) << database.error().message;
      EXPECT_TRUE(database.value().run("INSERT INTO notes(text) VALUES('a')"));
    });
  threads.clear();
  EXPECT_EQ(sql_number(file, "SELECT count(*) FROM notes"), 8);
}

}  // namespace
}  // namespace airmark::llm::testing
