#include "llm/taggers/marked_reasoning.h"

#include <gmock/gmock.h>

#include "tests/llm/music_fixture.h"

namespace airmark::llm {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::song;

std::string marked(std::string_view reasoning) {
  const WindowAnalysis analysis = song();
  return marked_reasoning(reasoning, analysis, analysis::describe(analysis));
}

TEST(MarkedReasoning, IsTheModelsOwnWhereTheNumbersWereMeasured) {
  for (const char* text : {"", "Loud guitars.", "At 117 BPM and -17.4 LUFS it is pop."})
    EXPECT_EQ(marked(text), text);
}

TEST(MarkedReasoning, QuotesEachOtherNumberOnce) {
  EXPECT_EQ(marked("At 170 BPM, yes, 170 BPM, and -4 LUFS."),
            "At 170 BPM, yes, 170 BPM, and -4 LUFS. [not measured: \"170 BPM\", \"-4 LUFS\"]");
}

TEST(MarkedReasoning, QuotesFourNumbersAtMostAndCountsTheRest) {
  EXPECT_THAT(marked("201 BPM 202 BPM 203 BPM 204 BPM 205 BPM 206 BPM"),
              EndsWith("[not measured: \"201 BPM\", \"202 BPM\", \"203 BPM\", \"204 BPM\" and 2 "
                       "more]"));
}

TEST(MarkedReasoning, IsOneLineOfLimitedLength) {
  EXPECT_EQ(marked("One\nline.\x1b[2J"), "One line. [2J");
  std::string long_text;
  for (int n = 0; n < 400; ++n) long_text += "wordy ";
  const std::string cut = marked(long_text);
  EXPECT_LE(cut.size(), 604U);
  EXPECT_THAT(cut, EndsWith("wordy…"));
  EXPECT_LE(marked(std::string(5000, 'x')).size(), 604U);
}

TEST(MarkedReasoning, MarksNothingThatWasCutOff) {
  std::string text;
  for (int n = 0; n < 150; ++n) text += "wordy ";
  EXPECT_THAT(marked(text + "170 BPM"), Not(HasSubstr("not measured")));
}

TEST(MarkedReasoning, LeavesTheMarkToUs) {
  EXPECT_EQ(marked("Loud. [not measured: \"117 BPM\"]"), "Loud. (not measured: \"117 BPM\"]");
}

}  // namespace
}  // namespace airmark::llm
