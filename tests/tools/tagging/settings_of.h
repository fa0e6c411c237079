#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <string>

#include "tests/support/temporary_folder.h"
#include "tools/common/settings.h"

namespace airmark::tools::testing {

/// The settings of a file with `toml` in it, and nothing else but what is built in.
class SettingsOf {
 public:
  explicit SettingsOf(const std::string& toml) {
    std::ofstream(folder_ / "settings.toml") << toml;
    const auto loaded = settings_.load(folder_ / "settings.toml");
    EXPECT_TRUE(loaded) << loaded.error().message;
  }

  const Settings& operator*() const { return settings_; }

 private:
  airmark::testing::TemporaryFolder folder_;
  Settings settings_;
};

}  // namespace airmark::tools::testing
