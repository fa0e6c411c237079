#include "tools/offline/file_list.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <fstream>

#include "tests/support/temporary_folder.h"

namespace airmark::tools {
namespace {

using airmark::testing::TemporaryFolder;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

void touch(const std::filesystem::path& path) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream file(path);
}

/// The paths of a list, and for what failed the message.
std::vector<std::filesystem::path> told(const std::vector<ListedFile>& files) {
  std::vector<std::filesystem::path> words;
  for (const ListedFile& file : files)
    words.push_back(file ? file.value() : std::filesystem::path(file.error().message));
  return words;
}

TEST(FileList, ListsSoundFilesBelowAFolderInOrder) {
  const TemporaryFolder folder;
  for (const char* name : {"b/2.flac", "b/1.MP3", "a.wav", "cover.jpg", "b/notes.txt", "c/d/e.opus",
                           ".hidden/x.wav", "b/._1.mp3", "noending"})
    touch(folder / name);
  const auto files = list_sound_files({folder.path().string()});
  EXPECT_THAT(told(files), ElementsAre(folder / "a.wav", folder / "b/1.MP3", folder / "b/2.flac",
                                       folder / "c/d/e.opus"));
}

TEST(FileList, ListsWhatWasNamedWhateverItIsAndInThatOrder) {
  const TemporaryFolder folder;
  touch(folder / "odd.txt");
  touch(folder / "z/1.wav");
  const auto files = list_sound_files({(folder / "nowhere.wav").string(), "-",
                                       (folder / "z").string(), (folder / "odd.txt").string()});
  EXPECT_THAT(told(files),
              ElementsAre(folder / "nowhere.wav", "-", folder / "z/1.wav", folder / "odd.txt"));
}

TEST(FileList, DoesNotGoRoundInLinks) {
  const TemporaryFolder folder;
  touch(folder / "a/1.wav");
  std::filesystem::create_directory_symlink("..", folder / "a/up");
  std::filesystem::create_directory_symlink("a", folder / "folder.wav");
  std::filesystem::create_symlink("nowhere", folder / "a/dangling.wav");
  const auto files = list_sound_files({folder.path().string()});
  EXPECT_THAT(told(files), ElementsAre(folder / "a/1.wav", folder / "a/dangling.wav"));
}

TEST(FileList, SaysThatAFolderHoldsNoSound) {
  const TemporaryFolder folder;
  touch(folder / "notes.txt");
  const auto files = list_sound_files({folder.path().string()});
  ASSERT_EQ(files.size(), 1u);
  ASSERT_FALSE(files[0]);
  EXPECT_EQ(files[0].error().kind, ErrorKind::NotFound);
  EXPECT_THAT(files[0].error().message, HasSubstr("'" + folder.path().string() + "'"));
}

TEST(FileList, GoesOnBehindAFolderThatFails) {
  const TemporaryFolder folder;
  touch(folder / "a/1.wav");
  touch(folder / "c/2.wav");
  std::filesystem::create_directories(folder / "empty");
  std::filesystem::create_directories(folder / "a/locked");
  std::filesystem::permissions(folder / "a/locked", std::filesystem::perms::none);
  const bool refused = ::geteuid() != 0;
  const auto files = list_sound_files(
      {(folder / "a").string(), (folder / "empty").string(), (folder / "c").string()});
  std::filesystem::permissions(folder / "a/locked", std::filesystem::perms::owner_all);
  const auto words = told(files);
  ASSERT_EQ(words.size(), refused ? 4u : 3u);  // root may read every folder
  EXPECT_EQ(words.front(), folder / "a/1.wav");
  if (refused) {
    EXPECT_THAT(words[1].string(), HasSubstr("'" + (folder / "a/locked").string() + "'"));
  }
  EXPECT_THAT(words[words.size() - 2].string(), HasSubstr("no sound files in folder"));
  EXPECT_EQ(words.back(), folder / "c/2.wav");
}

}  // namespace
}  // namespace airmark::tools
