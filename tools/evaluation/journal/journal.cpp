#include "tools/evaluation/journal/journal.h"

#include <set>
#include <utility>

#include "tools/evaluation/journal/journal_text.h"

namespace airmark::tools {
namespace {

using llm::SqlValue;

/// Loss of power may take the last results; paid ones are in the reply cache, too.
constexpr llm::SqlFileKind kJournalKind{
    .name = "journal of the evaluation",
    .mend = "begin anew in another folder",
    .setting = "--out",
    .application_id = 0x41774576,  // "AwEv"
    .version = 2,
    .tables =
        "CREATE TABLE options (name TEXT PRIMARY KEY, value TEXT NOT NULL);"
        "CREATE TABLE ledger_run (run TEXT NOT NULL);"
        "CREATE TABLE windows (file TEXT, sha256 TEXT, perturbation TEXT, windows TEXT NOT NULL,"
        " PRIMARY KEY (file, sha256, perturbation));"
        "CREATE TABLE answers (tagger TEXT, file TEXT, sha256 TEXT, perturbation TEXT,"
        " answer TEXT NOT NULL, PRIMARY KEY (tagger, file, sha256, perturbation))",
    .outlives_power_loss = false,
    .erases_deleted = false,
    .patience = std::chrono::seconds(1)};

std::string value_in(const RunOptions& options, const std::string& name) {
  const auto found = options.find(name);
  return found == options.end() || found->second.empty() ? "none" : found->second;
}

std::string differences(const RunOptions& before, const RunOptions& now) {
  std::set<std::string> names;
  for (const auto& [name, value] : before) names.insert(name);
  for (const auto& [name, value] : now) names.insert(name);
  std::string text;
  for (const std::string& name : names)
    if (const auto was = value_in(before, name), is = value_in(now, name); was != is)
      text.append(text.empty() ? "" : "; ").append(name + " was " + was + " and is now " + is);
  return text;
}

}  // namespace

Result<std::unique_ptr<Journal>> Journal::open(const RunFolder& folder, const RunOptions& options) {
  auto database = llm::SqliteDatabase::open(folder.path() / kJournalFile, kJournalKind);
  if (!database) return database.error();
  std::unique_ptr<Journal> journal(new Journal(std::move(database).value()));
  if (auto settled = journal->settle_options(folder, options); !settled) return settled.error();
  return journal;
}

Result<Done> Journal::settle_options(const RunFolder& folder, const RunOptions& options) {
  return database_.transaction([&]() -> Result<Done> {
    const auto rows = database_.run("SELECT name, value FROM options");
    if (!rows) return rows.error();
    RunOptions before;
    for (const llm::SqlRow& row : rows.value()) before[llm::text_at(row, 0)] = llm::text_at(row, 1);
    if (before.empty()) {
      for (const auto& [name, value] : options)
        if (auto kept = put("INSERT INTO options VALUES (?1, ?2)", {name, value}); !kept)
          return kept.error();
      return Done{};
    }
    if (before == options) return Done{};
    return Error{ErrorKind::Configuration, "the run in " + folder.path().string() +
                                               " was begun with other options (" +
                                               differences(before, options) +
                                               "); give the same ones, or choose another folder"};
  });
}

Result<std::string> Journal::ledger_run(const std::string& fresh) {
  const std::lock_guard lock(mutex_);
  return database_.transaction([&]() -> Result<std::string> {
    const auto rows = database_.run("SELECT run FROM ledger_run");
    if (!rows) return rows.error();
    if (!rows.value().empty()) return llm::text_at(rows.value().front(), 0);
    if (auto kept = put("INSERT INTO ledger_run VALUES (?1)", {fresh}); !kept) return kept.error();
    return fresh;
  });
}

Result<Done> Journal::put(std::string_view sql, const std::vector<SqlValue>& values) {
  if (auto kept = database_.run(sql, values); !kept) return kept.error();
  return Done{};
}

Result<std::optional<std::vector<WindowAnalysis>>> Journal::windows(const ClipKey& clip) {
  const std::lock_guard lock(mutex_);
  const auto rows = database_.run(
      "SELECT windows FROM windows WHERE file = ?1 AND sha256 = ?2 AND perturbation = ?3",
      {clip.file, clip.sha256, clip.perturbation});
  if (!rows) return rows.error();
  if (rows.value().empty()) return std::optional<std::vector<WindowAnalysis>>();
  auto read = parse_windows(llm::text_at(rows.value().front(), 0));
  if (!read) return read.error();
  return std::optional(std::move(read).value());
}

Result<Done> Journal::put_windows(const ClipKey& clip, const std::vector<WindowAnalysis>& windows) {
  const std::string text = windows_text(windows);
  const std::lock_guard lock(mutex_);
  return put("INSERT OR REPLACE INTO windows VALUES (?1, ?2, ?3, ?4)",
             {clip.file, clip.sha256, clip.perturbation, text});
}

Result<std::optional<Result<TagSet>>> Journal::answer(const std::string& tagger,
                                                      const ClipKey& clip) {
  const std::lock_guard lock(mutex_);
  const auto rows = database_.run(
      "SELECT answer FROM answers WHERE tagger = ?1 AND file = ?2 AND sha256 = ?3"
      " AND perturbation = ?4",
      {tagger, clip.file, clip.sha256, clip.perturbation});
  if (!rows) return rows.error();
  if (rows.value().empty()) return std::optional<Result<TagSet>>();
  auto read = parse_answer(llm::text_at(rows.value().front(), 0));
  if (!read) return read.error();
  return std::optional(std::move(read).value());
}

Result<Done> Journal::put_answer(const std::string& tagger, const ClipKey& clip,
                                 const Result<TagSet>& answer) {
  const std::string text = answer_text(answer);
  const std::lock_guard lock(mutex_);
  return put("INSERT OR REPLACE INTO answers VALUES (?1, ?2, ?3, ?4, ?5)",
             {tagger, clip.file, clip.sha256, clip.perturbation, text});
}

}  // namespace airmark::tools
