#include "llm/policy/reply_cache.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <stdexcept>
#include <thread>

#include "llm/aws/aws_time.h"
#include "tests/llm/policy/ledger_reader.h"
#include "tests/support/temporary_folder.h"

namespace airmark::llm::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

class ReplyCacheTest : public ::testing::Test {
 protected:
  std::shared_ptr<ReplyCache> open(std::int64_t most_replies = 100) {
    auto cache = ReplyCache::open(file, most_replies, [this] { return now; });
    if (!cache) throw std::runtime_error(cache.error().message);
    return cache.value();
  }

  static CachedReply reply(const std::string& text, const std::string& model = "test.model") {
    CachedReply reply;
    reply.text = text;
    reply.model = model;
    reply.strategy = "hybrid";
    reply.prompt_version = 1;
    reply.usage = {2000, 150};
    reply.cost_usd = 0.00275;
    return reply;
  }

  std::string keys() const {
    return sql_answer(file,
                      "SELECT group_concat(key, '') FROM (SELECT key FROM replies ORDER BY key)");
  }

  airmark::testing::TemporaryFolder folder;
  std::filesystem::path file = folder / "airmark/replies.sqlite";
  std::chrono::system_clock::time_point now = *parse_time("2026-11-20T10:00:00Z");
};

TEST_F(ReplyCacheTest, GivesBackWhatWasStored) {
  open()->store("k", reply("{\"genre\": \"rock\"}"));
  now += 1h;
  const auto found = open()->find("k");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->text, "{\"genre\": \"rock\"}");
  EXPECT_EQ(found->model, "test.model");
  EXPECT_EQ(found->strategy, "hybrid");
  EXPECT_EQ(found->prompt_version, 1);
  EXPECT_EQ(found->usage, (TokenUsage{2000, 150}));
  EXPECT_DOUBLE_EQ(found->cost_usd, 0.00275);
  EXPECT_EQ(time_text(found->stored), "2026-11-20T10:00:00Z");
  EXPECT_FALSE(open()->find("other"));
}

TEST_F(ReplyCacheTest, HasAnotherKeyForEachLetterOfThePrompt) {
  Prompt prompt;
  prompt.system = "ab";
  prompt.user = "cd";
  prompt.json_schema = "{}";
  prompt.strategy = "hybrid";
  prompt.version = 1;
  const std::string key = ReplyCache::key("s", "m", prompt);
  EXPECT_EQ(key.size(), 64u);
  EXPECT_EQ(ReplyCache::key("s", "m", prompt), key);
  std::set<std::string> keys = {key, ReplyCache::key("s", "n", prompt),
                                ReplyCache::key("t", "m", prompt)};
  const auto differs = [&](const std::function<void(Prompt&)>& change) {
    Prompt other = prompt;
    change(other);
    return keys.insert(ReplyCache::key("s", "m", other)).second;
  };
  EXPECT_TRUE(differs([](Prompt& p) { p.system = "abc", p.user = "d"; }));
  EXPECT_TRUE(differs([](Prompt& p) { p.system = "a", p.user = "bcd"; }));
  EXPECT_TRUE(differs([](Prompt& p) { p.user = "ce"; }));
  EXPECT_TRUE(differs([](Prompt& p) { p.json_schema = "[]"; }));
  EXPECT_TRUE(differs([](Prompt& p) { p.strategy = "zero-shot"; }));
  EXPECT_TRUE(differs([](Prompt& p) { p.version = 2; }));
  EXPECT_TRUE(differs([](Prompt& p) { p.max_output_tokens = 301; }));
  EXPECT_TRUE(differs([](Prompt& p) { p.temperature = 1e-9; }));
}

TEST_F(ReplyCacheTest, ForgetsWhatWasLongestUnused) {
  const auto cache = open(5);
  for (const char* key : {"a", "b", "c", "d", "e"}) cache->store(key, reply(key));
  EXPECT_TRUE(cache->find("a"));
  now -= 240h;  // a clock set back changes nothing about the order
  EXPECT_TRUE(cache->find("c"));
  cache->store("b", reply("again"));
  cache->store("f", reply("f"));
  EXPECT_EQ(keys(), "abcef");
  cache->store("g", reply("g"));
  EXPECT_EQ(keys(), "abcfg");
  cache->store("h", reply("h"));
  EXPECT_EQ(keys(), "bcfgh");
}

TEST_F(ReplyCacheTest, MakesRoomForSeveralAtOnce) {
  const auto cache = open(100);
  for (int i = 0; i <= 100; ++i) cache->store("k" + std::to_string(1000 + i), reply("x"));
  EXPECT_EQ(sql_number(file, "SELECT count(*) FROM replies"), 95);
  EXPECT_FALSE(cache->find("k1005"));
  EXPECT_TRUE(cache->find("k1006"));
  EXPECT_TRUE(cache->find("k1100"));
  open(0)->store("last", reply("x"));
  EXPECT_EQ(sql_number(file, "SELECT count(*) FROM replies"), 0);
}

TEST_F(ReplyCacheTest, SumsUpByModelAndPrompt) {
  const auto cache = open();
  cache->store("a", reply("x"));
  now += 24h;
  cache->store("b", reply("y"));
  cache->store("c", reply("z", "dear.model"));
  for (int hit = 0; hit < 3; ++hit) cache->find("a");
  const auto summary = cache->summary();
  ASSERT_TRUE(summary);
  ASSERT_EQ(summary.value().size(), 2u);
  EXPECT_EQ(summary.value()[0].model, "dear.model");
  const CacheSummary& group = summary.value()[1];
  EXPECT_EQ(group.strategy, "hybrid");
  EXPECT_EQ(group.prompt_version, 1);
  EXPECT_EQ(group.reply_count, 2);
  EXPECT_EQ(group.hit_count, 3);
  EXPECT_DOUBLE_EQ(group.paid_usd, 2 * 0.00275);
  EXPECT_DOUBLE_EQ(group.saved_usd, 3 * 0.00275);
  EXPECT_EQ(time_text(group.oldest), "2026-11-20T10:00:00Z");
  EXPECT_EQ(time_text(group.newest), "2026-11-21T10:00:00Z");
}

TEST_F(ReplyCacheTest, ForgetsOnRequestAndLeavesNoTextBehind) {
  const auto cache = open();
  cache->store("a", reply("a secret opinion"));
  cache->store("b", reply("kept", "dear.model"));
  EXPECT_EQ(cache->clear("no.model").value(), 0);
  EXPECT_EQ(cache->clear("test.model").value(), 1);
  EXPECT_EQ(keys(), "b");
  for (const char* ending : {"", "-wal"}) {
    std::ifstream stream(file.string() + ending, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    EXPECT_THAT(bytes, Not(HasSubstr("a secret opinion"))) << ending;
  }
  EXPECT_EQ(cache->clear({}).value(), 1);
  EXPECT_EQ(keys(), "");
}

TEST_F(ReplyCacheTest, IsAMissWhereItBreaksUnderWay) {
  const auto cache = open();
  cache->store("a", reply("x"));
  sql_answer(file, "DROP TABLE replies");
  EXPECT_FALSE(cache->find("a"));
  cache->store("b", reply("y"));
  const auto summary = cache->summary();
  ASSERT_FALSE(summary);
  EXPECT_EQ(summary.error().kind, ErrorKind::BadData);
  EXPECT_FALSE(cache->clear({}));
}

TEST_F(ReplyCacheTest, IsAHitAlsoWhereTheHitCannotBeCounted) {
  const auto cache = open();
  cache->store("a", reply("x"));
  sql_answer(file,
             "CREATE TRIGGER full BEFORE UPDATE ON replies BEGIN SELECT raise(ABORT, ''); END");
  EXPECT_TRUE(cache->find("a"));
  EXPECT_EQ(sql_number(file, "SELECT hits FROM replies"), 0);
}

TEST_F(ReplyCacheTest, SaysHowToMendADamagedFile) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file) << "no database at all, but long enough to look at";
  const auto cache = ReplyCache::open(file, 10);
  ASSERT_FALSE(cache);
  EXPECT_EQ(cache.error().kind, ErrorKind::BadData);
  EXPECT_THAT(cache.error().message, HasSubstr(file.string()));
  EXPECT_THAT(cache.error().message, HasSubstr("`airmark cache clear`"));
}

TEST_F(ReplyCacheTest, IsSharedByThreadsAndConnections) {
  constexpr int kEach = 40;
  std::vector<std::jthread> threads;
  for (int user = 0; user < 6; ++user)
    threads.emplace_back([&, user] {
      const auto cache = ReplyCache::open(file, 1000);
      ASSERT_TRUE(cache) << cache.error().message;
      for (int i = 0; i < kEach; ++i) {
        const std::string key = std::to_string(user) + "-" + std::to_string(i);
        cache.value()->store(key, reply(key));
        const auto found = cache.value()->find(key);
        ASSERT_TRUE(found) << key;
        EXPECT_EQ(found->text, key);
      }
    });
  threads.clear();
  EXPECT_EQ(sql_number(file, "SELECT count(*) FROM replies"), 6 * kEach);
  EXPECT_EQ(sql_answer(file, "PRAGMA integrity_check"), "ok");
}

}  // namespace
}  // namespace airmark::llm::testing
