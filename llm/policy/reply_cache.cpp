#include "llm/policy/reply_cache.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <mutex>
#include <utility>

#include "llm/aws/sha256.h"
#include "llm/policy/money.h"
#include "llm/policy/sqlite_database.h"

namespace airmark::llm {
namespace {

using std::chrono::milliseconds;
using std::chrono::system_clock;

// `used` orders the replies by their last use: a count, not a time, so that no clock matters.
constexpr SqlFileKind kCacheKind = {
    .name = "reply cache",
    .mend = "move it away, or let `airmark cache clear` begin a new one",
    .setting = "llm.cache",
    .application_id = 0x61726d43,  // "armC"
    .version = 1,
    .tables =
        "CREATE TABLE replies("
        "  key TEXT PRIMARY KEY,"
        "  model TEXT NOT NULL,"
        "  strategy TEXT NOT NULL,"
        "  prompt_version INTEGER NOT NULL,"
        "  input_tokens INTEGER NOT NULL,"
        "  output_tokens INTEGER NOT NULL,"
        "  paid_nano_usd INTEGER NOT NULL,"
        "  stored_ms INTEGER NOT NULL,"
        "  hits INTEGER NOT NULL DEFAULT 0,"
        "  used INTEGER NOT NULL,"
        "  text TEXT NOT NULL) STRICT;"
        "CREATE INDEX replies_by_use ON replies(used)",
    .outlives_power_loss = false,
    .erases_deleted = true,
    .patience = std::chrono::seconds(1)};

constexpr const char* kNextUse = "(SELECT coalesce(max(used), 0) + 1 FROM replies)";

// Where the cache is full, this share of it goes at once.
constexpr std::int64_t kBatchesToEmpty = 20;

system_clock::time_point time_of(std::int64_t stored_ms) {
  return system_clock::time_point(milliseconds(stored_ms));
}

int small(std::int64_t number) { return static_cast<int>(number); }

CachedReply reply_of(const SqlRow& row) {
  CachedReply reply;
  reply.text = text_at(row, 0);
  reply.model = text_at(row, 1);
  reply.strategy = text_at(row, 2);
  reply.prompt_version = small(integer_at(row, 3));
  reply.usage = {small(integer_at(row, 4)), small(integer_at(row, 5))};
  reply.cost_usd = usd_of(integer_at(row, 6));
  reply.stored = time_of(integer_at(row, 7));
  return reply;
}

/// Each part with its length before it, so that no two lists of parts read alike.
class Material {
 public:
  Material& add(std::string_view part) {
    text_.append(std::to_string(part.size())).append(":").append(part);
    return *this;
  }
  Material& add(double number) {
    std::array<char, 64> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    return add(std::string_view(digits.data(), end));
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

class SqliteReplyCache : public ReplyCache {
 public:
  SqliteReplyCache(SqliteDatabase database, std::int64_t most_replies, Clock now)
      : most_replies_(std::max<std::int64_t>(most_replies, 0)),
        now_(std::move(now)),
        database_(std::move(database)) {}

  std::optional<CachedReply> find(const std::string& key) override {
    const std::lock_guard lock(mutex_);
    const auto rows = database_.run(
        "SELECT text, model, strategy, prompt_version, input_tokens, output_tokens, paid_nano_usd,"
        " stored_ms FROM replies WHERE key = ?1",
        {key});
    if (!rows || rows.value().empty()) return std::nullopt;
    // A hit that cannot be counted is still a hit.
    static_cast<void>(database_.run(
        std::string("UPDATE replies SET hits = hits + 1, used = ") + kNextUse + " WHERE key = ?1",
        {key}));
    return reply_of(rows.value().front());
  }

  bool contains(const std::string& key) override {
    const std::lock_guard lock(mutex_);
    const auto rows = database_.run("SELECT 1 FROM replies WHERE key = ?1", {key});
    return rows && !rows.value().empty();
  }

  void store(const std::string& key, const CachedReply& reply) override {
    const std::lock_guard lock(mutex_);
    static_cast<void>(database_.transaction([&]() -> Result<Done> {
      if (const auto added = add(key, reply); !added) return added.error();
      return make_room();
    }));
  }

  Result<std::vector<CacheSummary>> summary() override {
    const std::lock_guard lock(mutex_);
    const auto rows = database_.run(
        "SELECT model, strategy, prompt_version, count(*), sum(hits), sum(paid_nano_usd),"
        " sum(paid_nano_usd * hits), min(stored_ms), max(stored_ms)"
        " FROM replies GROUP BY model, strategy, prompt_version"
        " ORDER BY model, strategy, prompt_version");
    if (!rows) return rows.error();
    std::vector<CacheSummary> result;
    for (const SqlRow& row : rows.value())
      result.push_back({text_at(row, 0), text_at(row, 1), small(integer_at(row, 2)),
                        integer_at(row, 3), integer_at(row, 4), usd_of(integer_at(row, 5)),
                        usd_of(integer_at(row, 6)), time_of(integer_at(row, 7)),
                        time_of(integer_at(row, 8))});
    return result;
  }

  Result<std::int64_t> clear(const std::optional<std::string>& model) override {
    const std::lock_guard lock(mutex_);
    const auto cleared = model ? database_.run("DELETE FROM replies WHERE model = ?1", {*model})
                               : database_.run("DELETE FROM replies");
    if (!cleared) return cleared.error();
    const std::int64_t count = database_.changed_count();
    // Gives the room back and takes the texts out of the log, where nobody else reads just now.
    static_cast<void>(database_.run("VACUUM"));
    static_cast<void>(database_.run("PRAGMA wal_checkpoint(TRUNCATE)"));
    return count;
  }

 private:
  Result<Done> add(const std::string& key, const CachedReply& reply) {
    const auto stored = std::chrono::floor<milliseconds>(now_()).time_since_epoch().count();
    const auto added = database_.run(
        std::string("INSERT INTO replies(key, model, strategy, prompt_version, input_tokens,"
                    " output_tokens, paid_nano_usd, stored_ms, text, used)"
                    " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ") +
            kNextUse +
            ") ON CONFLICT(key) DO UPDATE SET input_tokens = ?5, output_tokens = ?6,"
            " paid_nano_usd = ?7, stored_ms = ?8, text = ?9, used = excluded.used",
        {key, reply.model, reply.strategy, std::int64_t{reply.prompt_version},
         std::int64_t{reply.usage.input_tokens}, std::int64_t{reply.usage.output_tokens},
         nano_dollars_up(reply.cost_usd), std::int64_t{stored}, reply.text});
    if (!added) return added.error();
    return Done{};
  }

  Result<Done> make_room() {
    const auto counted = database_.run("SELECT count(*) FROM replies");
    if (!counted) return counted.error();
    const std::int64_t count = integer_at(counted.value().at(0), 0);
    if (count <= most_replies_) return Done{};
    const std::int64_t kept = most_replies_ - most_replies_ / kBatchesToEmpty;
    const auto gone = database_.run(
        "DELETE FROM replies WHERE key IN (SELECT key FROM replies ORDER BY used LIMIT ?1)",
        {count - kept});
    if (!gone) return gone.error();
    return Done{};
  }

  const std::int64_t most_replies_;
  const Clock now_;
  std::mutex mutex_;
  SqliteDatabase database_;  // under mutex_
};

}  // namespace

Result<std::shared_ptr<ReplyCache>> ReplyCache::open(const std::filesystem::path& file,
                                                     std::int64_t most_replies, Clock now) {
  auto database = SqliteDatabase::open(file, kCacheKind);
  if (!database) return database.error();
  return std::shared_ptr<ReplyCache>(std::make_shared<SqliteReplyCache>(
      std::move(database).value(), most_replies, std::move(now)));
}

std::string ReplyCache::key(std::string_view service, std::string_view model,
                            const Prompt& prompt) {
  Material material;
  material.add(service).add(model).add(prompt.strategy).add(std::to_string(prompt.version));
  material.add(prompt.system).add(prompt.user).add(prompt.json_schema);
  material.add(std::to_string(prompt.max_output_tokens)).add(prompt.temperature);
  return hex_text(sha256(material.text()));
}

}  // namespace airmark::llm
