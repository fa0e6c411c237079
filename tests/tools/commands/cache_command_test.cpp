#include "tools/commands/cache_command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "llm/policy/budget.h"
#include "llm/policy/reply_cache.h"
#include "tests/support/temporary_folder.h"
#include "tools/common/user_files.h"

namespace airmark::tools {
namespace {

using ::testing::HasSubstr;

class CacheCommand : public ::testing::Test {
 protected:
  CacheCommand() {
    setenv("XDG_CACHE_HOME", folder.path().c_str(), 1);
    setenv("XDG_STATE_HOME", folder.path().c_str(), 1);
  }
  ~CacheCommand() override {
    unsetenv("XDG_CACHE_HOME");
    unsetenv("XDG_STATE_HOME");
  }

  /// What is printed, or "error KIND: sentence".
  static std::string run(const std::string& words) {
    const auto command = make_cache_command();
    Settings settings;
    CLI::App app;
    CLI::App* parser = app.add_subcommand("cache");
    command->declare(*parser, settings);
    app.parse("cache " + words);
    EXPECT_TRUE(settings.load("/dev/null"));
    ::testing::internal::CaptureStdout();
    const auto code = command->run(settings, {});
    std::cout.flush();
    const std::string printed = ::testing::internal::GetCapturedStdout();
    if (code) return printed;
    return "error " + std::to_string(static_cast<int>(exit_code_for(code.error().kind))) + ": " +
           code.error().message;
  }

  static nlohmann::json show() { return nlohmann::json::parse(run("show --json")); }

  static void keep(const std::string& key, const std::string& model) {
    const auto cache = llm::ReplyCache::open(reply_cache_file(), 10);
    ASSERT_TRUE(cache) << cache.error().message;
    llm::CachedReply reply;
    reply.model = model;
    reply.strategy = "hybrid";
    reply.cost_usd = 0.01;
    cache.value()->store(key, reply);
    ASSERT_TRUE(cache.value()->find(key));
  }

  airmark::testing::TemporaryFolder folder;
};

TEST_F(CacheCommand, CreatesNothingByLooking) {
  EXPECT_THAT(run(""), HasSubstr("0 (no such file yet)"));
  EXPECT_EQ(run("clear"), "forgot 0 replies\n");
  EXPECT_EQ(run("clear --json"), "{\"forgotten\": 0}\n");
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST_F(CacheCommand, ShowsWhatIsKeptAndSpent) {
  keep("a", "some.model");
  keep("b", "some.model");
  const auto budget = llm::Budget::open(ledger_file(), {1.0, 1.0, 1.0});
  ASSERT_TRUE(budget);
  ASSERT_TRUE(budget.value()->reserve("some.model", 0.25, {}));
  const auto json = show();
  EXPECT_EQ(json["cache"]["file"], reply_cache_file().string());
  EXPECT_GT(json["cache"]["bytes"], 0);
  EXPECT_EQ(json["cache"]["replies"], 2);
  EXPECT_EQ(json["cache"]["groups"][0]["hits"], 2);
  EXPECT_DOUBLE_EQ(json["cache"]["groups"][0]["paid_usd"], 0.02);
  EXPECT_DOUBLE_EQ(json["ledger"]["last_hour_usd"], 0.25);
  EXPECT_DOUBLE_EQ(json["ledger"]["last_day_usd"], 0.25);
  EXPECT_EQ(json["ledger"]["models"][0]["unsettled_calls"], 1);
  EXPECT_EQ(run(""), run("show"));
  EXPECT_THAT(run(""), HasSubstr("some.model"));
}

TEST_F(CacheCommand, ForgetsOneModelOrAll) {
  keep("a", "some.model");
  keep("b", "other.model");
  keep("c", "other.model");
  EXPECT_EQ(run("clear --model sme.model"),
            "error 66: no replies of sme.model are kept; did you mean some.model? (airmark cache "
            "show lists the models)");
  EXPECT_EQ(run("clear --model some.model"), "forgot 1 reply\n");
  EXPECT_EQ(show()["cache"]["replies"], 2);
  EXPECT_EQ(run("clear --json"), "{\"forgotten\": 2}\n");
  EXPECT_EQ(show()["cache"]["replies"], 0);
}

TEST_F(CacheCommand, LeavesTheLedgerAloneWhenItForgets) {
  keep("a", "some.model");
  const auto budget = llm::Budget::open(ledger_file(), {1.0, 1.0, 1.0});
  ASSERT_TRUE(budget.value()->reserve("some.model", 0.25, {}));
  run("clear");
  EXPECT_DOUBLE_EQ(show()["ledger"]["last_hour_usd"], 0.25);
}

TEST_F(CacheCommand, DeletesADamagedCacheWhenAskedToClearAll) {
  keep("a", "some.model");
  std::ofstream(reply_cache_file()) << "this was a database once";
  for (const char* words : {"show", "clear --model some.model"})
    EXPECT_THAT(run(words), ::testing::AllOf(HasSubstr("error 65: the reply cache "),
                                             HasSubstr("`airmark cache clear`")))
        << words;
  EXPECT_EQ(run("clear"), "deleted " + reply_cache_file().string() + ", which could not be read\n");
  EXPECT_TRUE(std::filesystem::is_empty(reply_cache_file().parent_path()));
  keep("a", "some.model");
  EXPECT_EQ(show()["cache"]["replies"], 1);
}

TEST_F(CacheCommand, NamesADamagedLedger) {
  std::filesystem::create_directories(ledger_file().parent_path());
  std::ofstream(ledger_file()) << "this was a database once";
  EXPECT_THAT(run(""), HasSubstr("error 65: the ledger " + ledger_file().string()));
  EXPECT_THAT(run(""), HasSubstr("move it away"));
}

}  // namespace
}  // namespace airmark::tools
