#include "realtime/publish/now_playing_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>

#include "tests/support/temporary_folder.h"

namespace airmark::realtime {
namespace {

using ::testing::HasSubstr;

TagEvent on_air(AirState state, const std::string& tag = "") {
  TagEvent event;
  event.type = TagEventType::State;
  event.state.state = state;
  event.state.tag = tag;
  return event;
}

class NowPlayingFileTest : public ::testing::Test {
 protected:
  std::string text() const {
    std::ostringstream text;
    text << std::ifstream(path_).rdbuf();
    return text.str();
  }
  std::int64_t modified_s() const {
    struct stat status {};
    EXPECT_EQ(stat(path_.c_str(), &status), 0);
    return status.st_mtime;
  }

  testing::TemporaryFolder folder_;
  std::filesystem::path path_ = folder_ / "now playing.txt";
};

TEST_F(NowPlayingFileTest, IsThereBeforeAnythingIsKnown) {
  NowPlayingFile file(path_);
  ASSERT_TRUE(file.open());
  EXPECT_EQ(text(), "airmark is listening\n");
}

TEST_F(NowPlayingFileTest, SaysWhatIsOnTheAirAndNothingElse) {
  NowPlayingFile file(path_);
  ASSERT_TRUE(file.open());
  ASSERT_TRUE(file.publish(on_air(AirState::Music, "jazz"), {}));
  EXPECT_EQ(text(), "jazz\n");
  ASSERT_TRUE(file.publish(on_air(AirState::Silence), {}));
  EXPECT_EQ(text(), "silence\n");
  ASSERT_TRUE(file.publish(on_air(AirState::Unknown), {}));
  EXPECT_EQ(text(), "unknown\n");
  TagEvent window = on_air(AirState::Music, "rock");
  window.type = TagEventType::Window;
  ASSERT_TRUE(file.publish(window, {}));
  EXPECT_EQ(text(), "unknown\n");
}

TEST_F(NowPlayingFileTest, GivesEachTextAModificationTimeTwoSecondsLater) {
  NowPlayingFile file(path_);
  ASSERT_TRUE(file.open());
  std::int64_t last_s = modified_s();
  for (const char* tag : {"jazz", "rock", "pop"}) {
    ASSERT_TRUE(file.publish(on_air(AirState::Music, tag), {}));
    EXPECT_GE(modified_s(), last_s + 2);
    last_s = modified_s();
  }
}

TEST_F(NowPlayingFileTest, LeavesTheFileAloneWhereTheTextStaysTheSame) {
  NowPlayingFile file(path_);
  ASSERT_TRUE(file.open());
  ASSERT_TRUE(file.publish(on_air(AirState::Unknown), {}));
  const std::int64_t before_s = modified_s();
  ASSERT_TRUE(file.publish(on_air(AirState::Unknown), {}));
  EXPECT_EQ(modified_s(), before_s);
}

TEST_F(NowPlayingFileTest, LeavesNoOldTagBehindAndNoOtherFile) {
  {
    NowPlayingFile file(path_);
    ASSERT_TRUE(file.open());
    ASSERT_TRUE(file.publish(on_air(AirState::Music, "jazz"), {}));
  }
  EXPECT_EQ(text(), "airmark is not listening\n");
  const auto files = std::filesystem::directory_iterator(folder_.path());
  EXPECT_EQ(std::distance(begin(files), end(files)), 1);
}

TEST_F(NowPlayingFileTest, IsNeverEmptyOrHalfWrittenToAReader) {
  NowPlayingFile file(path_);
  ASSERT_TRUE(file.open());
  std::atomic<bool> done{false};
  std::atomic<int> reads{0};
  std::string odd;
  {
    const std::jthread reader([&] {
      while (!done || reads == 0) {
        const std::string seen = text();
        if (seen != "jazz\n" && seen != "rock\n" && seen != "airmark is listening\n")
          odd = seen + "|";
        ++reads;
      }
    });
    for (int i = 0; i < 500; ++i)
      ASSERT_TRUE(file.publish(on_air(AirState::Music, i % 2 == 0 ? "jazz" : "rock"), {}));
    done = true;
  }
  EXPECT_EQ(odd, "");
  EXPECT_GT(reads, 0);
}

TEST_F(NowPlayingFileTest, NamesTheFileThatItCannotCreate) {
  NowPlayingFile file(folder_ / "missing" / "now.txt");
  const Result<Done> opened = file.open();
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, ErrorKind::CannotCreate);
  EXPECT_THAT(opened.error().message, HasSubstr((folder_ / "missing" / "now.txt").string()));
  EXPECT_THAT(opened.error().message, HasSubstr("; name a file in a folder"));
}

TEST_F(NowPlayingFileTest, WritesWithTheNextEventWhatCouldNotBeWrittenBefore) {
  const std::filesystem::path folder = folder_ / "away for a while";
  path_ = folder / "now.txt";
  std::filesystem::create_directory(folder);
  NowPlayingFile file(path_);
  ASSERT_TRUE(file.open());
  TagEvent other;
  EXPECT_EQ(file.publish(other, {}).value(), Publication::Ignored);
  std::filesystem::remove_all(folder);
  EXPECT_FALSE(file.publish(on_air(AirState::Music, "jazz"), {}));
  EXPECT_FALSE(file.publish(other, {}));
  std::filesystem::create_directory(folder);
  EXPECT_EQ(file.publish(other, {}).value(), Publication::Published);
  EXPECT_EQ(text(), "jazz\n");
}

TEST_F(NowPlayingFileTest, GivesTheReasonWhereOnlyAPartWasWritten) {
  NowPlayingFile file(path_);
  ASSERT_TRUE(file.open());
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  const rlimit three_bytes{3, before.rlim_max};
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &three_bytes), 0);
  errno = 0;
  const Result<Publication> published = file.publish(on_air(AirState::Music, "jazz"), {});
  setrlimit(RLIMIT_FSIZE, &before);
  ASSERT_FALSE(published);
  EXPECT_THAT(published.error().message, HasSubstr(std::strerror(EIO)));
  EXPECT_EQ(text(), "airmark is listening\n");
}

TEST_F(NowPlayingFileTest, SaysWhereTheFolderIsGoneLater) {
  const std::filesystem::path folder = folder_ / "soon gone";
  std::filesystem::create_directory(folder);
  NowPlayingFile file(folder / "now.txt");
  ASSERT_TRUE(file.open());
  std::filesystem::remove_all(folder);
  const Result<Publication> published = file.publish(on_air(AirState::Music, "jazz"), {});
  ASSERT_FALSE(published);
  EXPECT_EQ(published.error().kind, ErrorKind::InputOutput);
  // It tries again with the next event, and succeeds.
  std::filesystem::create_directory(folder);
  EXPECT_TRUE(file.publish(on_air(AirState::Music, "jazz"), {}));
}

}  // namespace
}  // namespace airmark::realtime
