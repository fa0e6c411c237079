#include "tools/common/user_files.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <optional>

namespace airmark::tools {
namespace {

/// Sets variables for one test, an empty optional for "not set", and puts the old ones back.
class Variables {
 public:
  using Values = std::map<std::string, std::optional<std::string>>;

  explicit Variables(const Values& values) {
    for (const auto& [name, value] : values) {
      const char* before = std::getenv(name.c_str());
      before_[name] = before == nullptr ? std::optional<std::string>() : before;
    }
    put(values);
  }
  ~Variables() { put(before_); }
  Variables(const Variables&) = delete;
  Variables& operator=(const Variables&) = delete;

 private:
  static void put(const Values& values) {
    for (const auto& [name, value] : values)
      value ? setenv(name.c_str(), value->c_str(), 1) : unsetenv(name.c_str());
  }
  Values before_;
};

TEST(UserFiles, StandWhereTheXdgVariablesSay) {
  const Variables variables(
      {{"HOME", "/home/dj"}, {"XDG_CACHE_HOME", "/fast/cache"}, {"XDG_STATE_HOME", "/safe/state"}});
  EXPECT_EQ(reply_cache_file(), "/fast/cache/airmark/replies.sqlite");
  EXPECT_EQ(ledger_file(), "/safe/state/airmark/ledger.sqlite");
}

TEST(UserFiles, StandInTheHomeOtherwise) {
  for (const std::optional<std::string>& unusable :
       {std::optional<std::string>(), {""}, {"relative/folder"}}) {
    const Variables variables(
        {{"HOME", "/home/dj"}, {"XDG_CACHE_HOME", unusable}, {"XDG_STATE_HOME", unusable}});
    EXPECT_EQ(reply_cache_file(), "/home/dj/.cache/airmark/replies.sqlite");
    EXPECT_EQ(ledger_file(), "/home/dj/.local/state/airmark/ledger.sqlite");
  }
}

TEST(UserFiles, StandWhereTheSettingsSayBeforeAll) {
  EXPECT_EQ(reply_cache_file("/tmp/r.sqlite"), "/tmp/r.sqlite");
  EXPECT_EQ(ledger_file("ledger.sqlite"), "ledger.sqlite");
}

TEST(UserFiles, HaveNoPlaceWithoutAHome) {
  const Variables variables({{"HOME", {}}, {"XDG_CACHE_HOME", {}}, {"XDG_STATE_HOME", {}}});
  EXPECT_EQ(reply_cache_file(), "");
  EXPECT_EQ(ledger_file(), "");
}

}  // namespace
}  // namespace airmark::tools
