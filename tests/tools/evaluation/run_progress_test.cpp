#include "tools/evaluation/run_progress.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <string>

namespace airmark::tools {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(RunProgress, TellsATenthAtATimeWhereNothingIsRedrawn) {
  std::string text;
  const RunProgress::Clock::time_point start;
  RunProgress progress(
      {.clip_counts = {{"blues", 10}, {"jazz", 10}}, .tagger = "local"},
      [&](std::string_view part) { text += part; }, start);
  for (int i = 0; i < 20; ++i)
    progress.take(i < 10 ? "blues" : "jazz", i < 5, 0.001, start + std::chrono::seconds(i + 1));
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 10);
  EXPECT_THAT(text,
              StartsWith("2 of 20 clips, local 100.0 % right, 1.0 clips/s, 0:18 left, $0.0020"));
  EXPECT_THAT(text, HasSubstr("20 of 20 clips, local 25.0 % right"));
}

TEST(RunProgress, RedrawsALinePerGenreOnATerminal) {
  std::string text;
  const RunProgress::Clock::time_point start;
  RunProgress progress(
      {.clip_counts = {{"blues", 1}, {"jazz", 1}}, .tagger = "local", .redraws = true},
      [&](std::string_view part) { text = part; }, start);
  progress.take("blues", true, 0.0, start + std::chrono::seconds(1));
  EXPECT_THAT(text, HasSubstr("blues         1 of 1    100.0 %\n"));
  progress.take("jazz", false, 0.0, start + std::chrono::seconds(2));
  EXPECT_THAT(text, StartsWith("\033[3A"));
  EXPECT_THAT(text, HasSubstr("2 of 2 clips, local 50.0 % right"));
}

TEST(RunProgress, SaysNothingWhereItIsNotShown) {
  std::string text;
  RunProgress progress({.clip_counts = {{"blues", 1}}, .tagger = "local", .shown = false},
                       [&](std::string_view part) { text += part; });
  progress.take("blues", true, 0.0);
  EXPECT_EQ(text, "");
}

}  // namespace
}  // namespace airmark::tools
