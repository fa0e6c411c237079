#include "llm/taggers/recording_tagger.h"

#include <gmock/gmock.h>
#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "analysis/vocabulary/json_text.h"
#include "tests/llm/music_fixture.h"
#include "tests/realtime/session/scripted_tagger.h"
#include "tests/support/temporary_folder.h"

namespace airmark::llm {
namespace {

using ::airmark::testing::ScriptedTagger;
using ::airmark::testing::tag_set;
using ::airmark::testing::TemporaryFolder;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using testing::song;

std::vector<std::string> lines_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

std::shared_ptr<AnswerRecord> open_record(const std::filesystem::path& path) {
  auto record = AnswerRecord::open(path);
  EXPECT_TRUE(record) << (record ? "" : record.error().message);
  return record ? record.value() : nullptr;
}

/// Lets no file of this process grow beyond a size, as a full disk does.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(std::uintmax_t bytes) {
    getrlimit(RLIMIT_FSIZE, &before_);
    last_handler_ = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, last_handler_);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  rlimit before_{};
  void (*last_handler_)(int) = SIG_DFL;
};

class RecordingTagger : public ::testing::Test {
 protected:
  std::unique_ptr<Tagger> recording(std::shared_ptr<AnswerRecord> record) {
    return make_recording_tagger(
        std::make_unique<ScriptedTagger>(
            [this](const WindowAnalysis&, const std::stop_token&) { return answer_; }),
        std::move(record), [this](const std::string& message) { told_.push_back(message); });
  }

  const WindowAnalysis analysis_ = song();
  const Description description_ = analysis::describe(analysis_);
  const TemporaryFolder folder_;
  const std::filesystem::path path_ = folder_ / "answers.jsonl";
  Result<TagSet> answer_ = tag_set("jazz");
  std::vector<std::string> told_;
};

TEST_F(RecordingTagger, PassesAnswersAndFailuresOnAndKeepsThem) {
  const auto tagger = recording(open_record(path_));
  answer_.value().latency = std::chrono::milliseconds(3);
  const auto answer = tagger->tag(analysis_, description_, {});
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer.value().tags, tag_set("jazz").tags);
  answer_ = Error{ErrorKind::Timeout, "It took too long."};
  EXPECT_FALSE(tagger->tag(analysis_, description_, {}));
  EXPECT_THAT(lines_of(path_), ElementsAre(json_line(analysis_, description_, answer),
                                           json_line(analysis_, description_, answer_)));
  EXPECT_THAT(told_, IsEmpty());
}

TEST_F(RecordingTagger, MeasuresHowLongAnAnswerTook) {
  const auto tagger = make_recording_tagger(
      std::make_unique<ScriptedTagger>([](const WindowAnalysis&, const std::stop_token&) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
        return tag_set("jazz");
      }),
      open_record(path_), [](const std::string&) {});
  ASSERT_TRUE(tagger->tag(analysis_, description_, {}));
  const auto line = nlohmann::json::parse(lines_of(path_).at(0));
  EXPECT_GE(line.at("answer").at("latency_ms").get<double>(), 5.0);
}

TEST_F(RecordingTagger, KeepsNoCallThatWasGivenUp) {
  const auto tagger = recording(open_record(path_));
  answer_ = Error{ErrorKind::Timeout, "The call was given up."};
  std::stop_source stop;
  stop.request_stop();
  EXPECT_FALSE(tagger->tag(analysis_, description_, stop.get_token()));
  EXPECT_THAT(lines_of(path_), IsEmpty());
}

TEST_F(RecordingTagger, GoesOnWithoutARecordAndTellsItOnce) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "there is no /dev/full here";
  const auto tagger = recording(open_record("/dev/full"));
  for (int n = 0; n < 3; ++n) EXPECT_TRUE(tagger->tag(analysis_, description_, {}));
  ASSERT_THAT(told_, SizeIs(1));
  EXPECT_THAT(told_[0], HasSubstr("'/dev/full'"));
}

TEST_F(RecordingTagger, TakesBackWhatAFullDiskLeavesOfALineAndGoesOnWhenThereIsRoom) {
  const auto tagger = recording(open_record(path_));
  ASSERT_TRUE(tagger->tag(analysis_, description_, {}));
  {
    const FileSizeLimit full(std::filesystem::file_size(path_) + 100);
    for (int n = 0; n < 2; ++n) EXPECT_TRUE(tagger->tag(analysis_, description_, {}));
    EXPECT_THAT(lines_of(path_), SizeIs(1));
  }
  ASSERT_TRUE(tagger->tag(analysis_, description_, {}));
  EXPECT_THAT(told_, SizeIs(1));
  const std::vector<std::string> lines = lines_of(path_);
  ASSERT_THAT(lines, SizeIs(2));
  for (const std::string& line : lines) EXPECT_TRUE(nlohmann::json::accept(line));
}

TEST(AnswerRecord, AppendsToWhatIsThere) {
  const TemporaryFolder folder;
  const std::filesystem::path path = folder / "answers.jsonl";
  for (int n = 0; n < 2; ++n)
    ASSERT_TRUE(open_record(path)->append(song(), {}, Result<TagSet>(tag_set("jazz"))));
  EXPECT_THAT(lines_of(path), SizeIs(2));
}

TEST(AnswerRecord, IsRefusedWhereItCannotBeCreated) {
  const TemporaryFolder folder;
  const std::filesystem::path path = folder / "no" / "answers.jsonl";
  const auto record = AnswerRecord::open(path);
  ASSERT_FALSE(record);
  EXPECT_EQ(record.error().kind, ErrorKind::CannotCreate);
  EXPECT_THAT(record.error().message, HasSubstr(path.string()));
}

TEST(AnswerRecord, HoldsWholeLinesThoughManyThreadsAndFilesWrite) {
  const TemporaryFolder folder;
  const std::filesystem::path path = folder / "answers.jsonl";
  const auto shared = open_record(path);
  const auto other = open_record(path);
  {
    std::vector<std::jthread> writers;
    for (int thread = 0; thread < 6; ++thread)
      writers.emplace_back([&, thread] {
        TagSet answer = tag_set("jazz");
        answer.reasoning = std::string(20'000, static_cast<char>('a' + thread));
        for (int n = 0; n < 50; ++n)
          EXPECT_TRUE(
              (thread % 2 == 0 ? shared : other)->append(song(), {}, Result<TagSet>(answer)));
      });
  }
  const std::vector<std::string> lines = lines_of(path);
  EXPECT_THAT(lines, SizeIs(300));
  for (const std::string& line : lines) ASSERT_TRUE(nlohmann::json::accept(line));
}

}  // namespace
}  // namespace airmark::llm
