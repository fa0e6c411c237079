#include "tools/evaluation/journal/journal.h"

#include <gmock/gmock.h>

#include <fstream>

#include "tests/support/hand_made_windows.h"
#include "tests/support/temporary_folder.h"

namespace airmark::tools {
namespace {

using ::testing::HasSubstr;

const ClipKey kClip{"blues/blues.00000.wav", "abc"};
const RunOptions kOptions{{"seed", "1"}, {"split", "filtered"}};

RunFolder claimed(const testing::TemporaryFolder& folder, bool resume) {
  auto claim = RunFolder::claim(folder / "out", resume);
  EXPECT_TRUE(claim) << claim.error().message;
  return std::move(claim).value();
}

TagSet odd_answer() {
  TagSet answer;
  answer.tags = {{"blues", 1.0 / 3.0}, {"jazz", 0.1}};
  answer.confidence = 1.0 / 3.0;
  answer.reasoning = "A \"quoted\" line\nand another.";
  answer.key_indicators = {{"tempo", 120.1, 0.3}};
  answer.components = {{"model", 0.7, {{"jazz", 0.2}}}};
  answer.tagger_id = "bedrock";
  answer.model = "some.model-v1:0";
  answer.prompt_version = 3;
  answer.latency = std::chrono::microseconds(1234);
  answer.usage = {1000, 100};
  answer.cost_usd = 0.00065;
  return answer;
}

TEST(Journal, GivesBackAnyWindowBitForBit) {
  const testing::TemporaryFolder folder;
  const auto run = claimed(folder, false);
  const auto journal = Journal::open(run, kOptions);
  ASSERT_TRUE(journal) << journal.error().message;
  for (const auto& [name, analysis] : testing::hand_made_windows()) {
    WindowAnalysis window = analysis;
    window.mir103.reset();
    window.embedding45.reset();
    ASSERT_TRUE(journal.value()->put_windows({name, "abc"}, {window, window}));
    const auto read = journal.value()->windows({name, "abc"});
    ASSERT_TRUE(read) << read.error().message;
    ASSERT_TRUE(read.value()) << name;
    ASSERT_EQ(read.value()->size(), 2U);
    bool is_a_number = true;
    for (const double value : window.gtzan58) is_a_number = is_a_number && value == value;
    if (is_a_number) {
      EXPECT_EQ(read.value()->at(1), window) << name;
    }
  }
}

TEST(Journal, KeepsAPerturbedClipApart) {
  const testing::TemporaryFolder folder;
  const auto run = claimed(folder, false);
  const auto journal = Journal::open(run, kOptions);
  ASSERT_TRUE(journal);
  const ClipKey louder{kClip.file, kClip.sha256, "louder"};
  TagSet other = odd_answer();
  other.confidence = 0.25;
  ASSERT_TRUE(journal.value()->put_answer("a", kClip, odd_answer()));
  EXPECT_FALSE(journal.value()->answer("a", louder).value());
  ASSERT_TRUE(journal.value()->put_answer("a", louder, other));
  ASSERT_TRUE(journal.value()->put_windows(louder, {}));
  EXPECT_EQ(journal.value()->answer("a", kClip).value()->value().confidence,
            odd_answer().confidence);
  EXPECT_EQ(journal.value()->answer("a", louder).value()->value().confidence, 0.25);
  EXPECT_TRUE(journal.value()->windows(louder).value());
  EXPECT_FALSE(journal.value()->windows(kClip).value());
}

TEST(Journal, KeepsUnderWhatNameTheLedgerHasTheRun) {
  const testing::TemporaryFolder folder;
  {
    const auto run = claimed(folder, false);
    const auto journal = Journal::open(run, kOptions);
    ASSERT_TRUE(journal);
    EXPECT_EQ(journal.value()->ledger_run("first").value(), "first");
  }
  const auto run = claimed(folder, true);
  const auto journal = Journal::open(run, kOptions);
  ASSERT_TRUE(journal) << journal.error().message;
  EXPECT_EQ(journal.value()->ledger_run("second").value(), "first");
}

TEST(Journal, GivesBackAnswersAndFailures) {
  const testing::TemporaryFolder folder;
  const auto run = claimed(folder, false);
  const auto journal = Journal::open(run, kOptions);
  ASSERT_TRUE(journal);
  const Error failure{ErrorKind::BadReply, "the reply is none"};
  ASSERT_TRUE(journal.value()->put_answer("a", kClip, odd_answer()));
  ASSERT_TRUE(journal.value()->put_answer("b", kClip, failure));
  const auto answer = journal.value()->answer("a", kClip);
  ASSERT_TRUE(answer && answer.value() && *answer.value());
  const TagSet& read = answer.value()->value();
  const TagSet put = odd_answer();
  EXPECT_EQ(read.tags, put.tags);
  EXPECT_EQ(read.confidence, put.confidence);
  EXPECT_EQ(read.reasoning, put.reasoning);
  EXPECT_EQ(read.key_indicators, put.key_indicators);
  EXPECT_EQ(read.components, put.components);
  EXPECT_EQ(read.model, put.model);
  EXPECT_EQ(read.prompt_version, put.prompt_version);
  EXPECT_EQ(read.latency, put.latency);
  EXPECT_EQ(read.usage, put.usage);
  EXPECT_EQ(read.cost_usd, put.cost_usd);
  const auto failed = journal.value()->answer("b", kClip);
  ASSERT_TRUE(failed && failed.value() && !*failed.value());
  EXPECT_EQ(failed.value()->error().kind, ErrorKind::BadReply);
  EXPECT_EQ(failed.value()->error().message, failure.message);
}

TEST(Journal, KnowsAClipByItsSound) {
  const testing::TemporaryFolder folder;
  const auto run = claimed(folder, false);
  const auto journal = Journal::open(run, kOptions);
  ASSERT_TRUE(journal && journal.value()->put_answer("a", kClip, odd_answer()));
  const auto other = journal.value()->answer("a", {kClip.file, "another sound"});
  ASSERT_TRUE(other);
  EXPECT_FALSE(other.value());
}

TEST(Journal, RefusesOtherOptionsAndNamesThem) {
  const testing::TemporaryFolder folder;
  const auto run = claimed(folder, false);
  ASSERT_TRUE(Journal::open(run, kOptions));
  ASSERT_TRUE(Journal::open(run, kOptions));
  const auto other = Journal::open(run, {{"seed", "2"}, {"split", "filtered"}});
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().kind, ErrorKind::Configuration);
  EXPECT_THAT(other.error().message, HasSubstr("seed was 1 and is now 2)"));
}

TEST(RunFolder, IsOneRunsAtATime) {
  const testing::TemporaryFolder folder;
  {
    const auto first = claimed(folder, false);
    const auto second = RunFolder::claim(folder / "out", true);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().kind, ErrorKind::InputOutput);
  }
  EXPECT_TRUE(RunFolder::claim(folder / "out", true));
}

TEST(RunFolder, LeavesAloneWhatIsThere) {
  const testing::TemporaryFolder folder;
  std::ofstream(folder / "letter.txt") << "Dear reader";
  for (const bool resume : {false, true}) {
    const auto claim = RunFolder::claim(folder.path(), resume);
    ASSERT_FALSE(claim);
    EXPECT_THAT(claim.error().message, HasSubstr("not empty"));
  }
}

}  // namespace
}  // namespace airmark::tools
