#include "tools/offline/file_list.h"

#include <gmock/gmock.h>

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

TEST(FileList, ListsSoundFilesBelowAFolderInOrder) {
  const TemporaryFolder folder;
  for (const char* name : {"b/2.flac", "b/1.MP3", "a.wav", "cover.jpg", "b/notes.txt", "c/d/e.opus",
                           ".hidden/x.wav", "b/._1.mp3", "noending"})
    touch(folder / name);
  const auto files = list_sound_files({folder.path().string()});
  ASSERT_TRUE(files);
  EXPECT_THAT(files.value(), ElementsAre(folder / "a.wav", folder / "b/1.MP3", folder / "b/2.flac",
                                         folder / "c/d/e.opus"));
}

TEST(FileList, ListsWhatWasNamedWhateverItIsAndInThatOrder) {
  const TemporaryFolder folder;
  touch(folder / "odd.txt");
  touch(folder / "z/1.wav");
  const auto files = list_sound_files({(folder / "nowhere.wav").string(), "-",
                                       (folder / "z").string(), (folder / "odd.txt").string()});
  ASSERT_TRUE(files);
  EXPECT_THAT(files.value(),
              ElementsAre(folder / "nowhere.wav", "-", folder / "z/1.wav", folder / "odd.txt"));
}

TEST(FileList, DoesNotGoRoundInLinks) {
  const TemporaryFolder folder;
  touch(folder / "a/1.wav");
  std::filesystem::create_directory_symlink("..", folder / "a/up");
  std::filesystem::create_directory_symlink("a", folder / "folder.wav");
  std::filesystem::create_symlink("nowhere", folder / "a/dangling.wav");
  const auto files = list_sound_files({folder.path().string()});
  ASSERT_TRUE(files);
  EXPECT_THAT(files.value(), ElementsAre(folder / "a/1.wav", folder / "a/dangling.wav"));
}

TEST(FileList, SaysThatAFolderHoldsNoSound) {
  const TemporaryFolder folder;
  touch(folder / "notes.txt");
  const auto files = list_sound_files({folder.path().string()});
  ASSERT_FALSE(files);
  EXPECT_EQ(files.error().kind, ErrorKind::NotFound);
  EXPECT_THAT(files.error().message, HasSubstr("'" + folder.path().string() + "'"));
}

}  // namespace
}  // namespace airmark::tools
