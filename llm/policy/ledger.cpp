#include "llm/policy/ledger.h"

#include <algorithm>
#include <utility>

namespace airmark::llm {
namespace {

constexpr std::chrono::days kKeptFor{400};  // a year's bill, and time to look at it
constexpr std::int64_t kAlwaysKept = 100'000;

constexpr SqlFileKind kLedgerKind = {
    .name = "ledger",
    .mend = "move it away, and a new one is begun that knows nothing of what was spent",
    .setting = "llm.ledger",
    .application_id = 0x61726d4c,  // "armL"
    .version = 1,
    .tables =
        "CREATE TABLE calls("
        "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
        "  run TEXT NOT NULL,"
        "  time_ms INTEGER NOT NULL,"
        "  model TEXT NOT NULL,"
        "  amount_nano_usd INTEGER NOT NULL CHECK(amount_nano_usd >= 0),"
        "  settled INTEGER NOT NULL DEFAULT 0,"
        "  input_tokens INTEGER NOT NULL DEFAULT 0,"
        "  output_tokens INTEGER NOT NULL DEFAULT 0) STRICT;"
        "CREATE INDEX calls_by_time ON calls(time_ms, amount_nano_usd);"
        "CREATE INDEX calls_by_run ON calls(run, amount_nano_usd)",
    .outlives_power_loss = true,
    .erases_deleted = false,
    .patience = std::chrono::seconds(5)};

std::int64_t milliseconds_of(LedgerTime time) { return time.time_since_epoch().count(); }
LedgerTime time_of(std::int64_t milliseconds) {
  return LedgerTime(std::chrono::milliseconds(milliseconds));
}

}  // namespace

Result<Ledger> Ledger::open(const std::filesystem::path& file, LedgerTime clock) {
  auto database = SqliteDatabase::open(file, kLedgerKind);
  if (!database) return database.error();
  Ledger ledger(std::move(database).value());
  const auto pruned = ledger.database_.run(
      "DELETE FROM calls WHERE time_ms < ?1 AND id <= (SELECT max(id) FROM calls) - ?2",
      {milliseconds_of(clock - kKeptFor), kAlwaysKept});
  if (!pruned) return pruned.error();
  return ledger;
}

Result<std::int64_t> Ledger::number(std::string_view sql, const std::vector<SqlValue>& values) {
  const auto rows = database_.run(sql, values);
  if (!rows) return rows.error();
  return integer_at(rows.value().at(0), 0);
}

Result<LedgerTime> Ledger::time(LedgerTime clock) {
  const auto newest = number("SELECT max(time_ms) FROM calls", {});
  if (!newest) return newest.error();
  return std::max(clock, time_of(newest.value()));
}

Result<NanoDollars> Ledger::amount_of_run(std::string_view run) {
  return number("SELECT sum(amount_nano_usd) FROM calls WHERE run = ?1", {std::string(run)});
}

Result<std::int64_t> Ledger::call_count_of_run(std::string_view run) {
  return number("SELECT count(*) FROM calls WHERE run = ?1", {std::string(run)});
}

Result<NanoDollars> Ledger::amount_since(LedgerTime begin) {
  return number("SELECT sum(amount_nano_usd) FROM calls WHERE time_ms > ?1",
                {milliseconds_of(begin)});
}

Result<std::optional<LedgerTime>> Ledger::time_of_oldest(LedgerTime begin, NanoDollars amount) {
  const auto rows = database_.run(
      "SELECT time_ms FROM ("
      "  SELECT time_ms, sum(amount_nano_usd) OVER (ORDER BY time_ms, id) AS together"
      "  FROM calls WHERE time_ms > ?1) "
      "WHERE together >= ?2 LIMIT 1",
      {milliseconds_of(begin), amount});
  if (!rows) return rows.error();
  if (rows.value().empty()) return std::optional<LedgerTime>();
  return std::optional(time_of(integer_at(rows.value().front(), 0)));
}

Result<std::int64_t> Ledger::add(std::string_view run, LedgerTime time, std::string_view model,
                                 NanoDollars most) {
  const auto added = database_.run(
      "INSERT INTO calls(run, time_ms, model, amount_nano_usd) VALUES(?1, ?2, ?3, ?4)",
      {std::string(run), milliseconds_of(time), std::string(model), most});
  if (!added) return added.error();
  return database_.last_row_id();
}

Result<Done> Ledger::settle(std::string_view run, std::int64_t call, const TokenUsage& usage,
                            NanoDollars cost) {
  const auto settled = database_.run(
      "UPDATE calls SET settled = 1, amount_nano_usd = ?3, input_tokens = ?4, output_tokens = ?5 "
      "WHERE id = ?1 AND run = ?2 AND settled = 0",
      {call, std::string(run), cost, std::int64_t{usage.input_tokens},
       std::int64_t{usage.output_tokens}});
  if (!settled) return settled.error();
  if (database_.changed_count() != 1)
    return Error{ErrorKind::Internal,
                 "call " + std::to_string(call) + " is not open in the ledger of this run"};
  return Done{};
}

Result<std::vector<ModelSpending>> Ledger::by_model() {
  const auto rows = database_.run(
      "SELECT model, count(*), sum(settled = 0), sum(input_tokens), sum(output_tokens),"
      "  sum(amount_nano_usd) AS amount FROM calls GROUP BY model ORDER BY amount DESC, model");
  if (!rows) return rows.error();
  std::vector<ModelSpending> result;
  for (const SqlRow& row : rows.value())
    result.push_back({text_at(row, 0), integer_at(row, 1), integer_at(row, 2), integer_at(row, 3),
                      integer_at(row, 4), integer_at(row, 5)});
  return result;
}

}  // namespace airmark::llm
