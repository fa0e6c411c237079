#include "tools/evaluation/dataset/dataset.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "tests/support/temporary_folder.h"
#include "tests/support/test_data.h"

namespace airmark::tools {
namespace {

using airmark::testing::TemporaryFolder;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

void write(const std::filesystem::path& path, std::string_view text = "") {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path) << text;
}

/// "file genre", one per clip.
std::vector<std::string> told(const Result<Dataset>& dataset) {
  if (!dataset) return {dataset.error().message};
  std::vector<std::string> words;
  for (const Clip& clip : dataset.value().clips) words.push_back(clip.file + " " + clip.genre());
  return words;
}

std::string complaint(const std::filesystem::path& path) {
  const Result<Dataset> dataset = read_dataset(path);
  EXPECT_FALSE(dataset) << path;
  return dataset ? "" : dataset.error().message;
}

/// Of a manifest with this text.
std::string manifest_complaint(std::string_view text) {
  const TemporaryFolder folder;
  write(folder / "m.csv", text);
  return complaint(folder / "m.csv");
}

TEST(Dataset, TakesTheFoldersForGenres) {
  const TemporaryFolder folder;
  for (const char* file : {"rock/b.flac", "Blues/a.wav", "rock/a.MP3", "hip hop/album/x.ogg",
                           "rock/cover.jpg", "rock/jazz/live.au"})
    write(folder / file);
  const Result<Dataset> dataset = read_dataset(folder.path());
  EXPECT_THAT(told(dataset),
              ElementsAre("Blues/a.wav blues", "hip hop/album/x.ogg hiphop", "rock/a.MP3 rock",
                          "rock/b.flac rock", "rock/jazz/live.au rock"));
  ASSERT_TRUE(dataset);
  EXPECT_EQ(dataset.value().name, folder.path().string());
  EXPECT_EQ(dataset.value().clips[0].path, folder / "Blues/a.wav");
  EXPECT_EQ(dataset.value().clips[0].label, "Blues");
}

TEST(Dataset, LooksBelowFoldersThatAreNoGenre) {
  const TemporaryFolder folder;
  for (const char* file : {"genres_original/jazz/a.wav", "genres_original/pop/b.wav"})
    write(folder / file);
  EXPECT_THAT(told(read_dataset(folder.path())),
              ElementsAre("genres_original/jazz/a.wav jazz", "genres_original/pop/b.wav pop"));
}

TEST(Dataset, IsRefusedInOneSentence) {
  const TemporaryFolder folder;
  EXPECT_THAT(complaint(folder.path()), HasSubstr("there are no sound files in folder"));
  EXPECT_THAT(complaint(folder / "nothing"), HasSubstr("there is no file"));
  write(folder / "a/jazz/1.wav");
  EXPECT_THAT(complaint(folder / "a"),
              HasSubstr("are jazz; an evaluation needs at least two genres"));
  write(folder / "b/jazz/1.wav");
  write(folder / "b/regae/1.wav");
  EXPECT_THAT(complaint(folder / "b"),
              AllOf(HasSubstr("regae': 'regae' is no known genre"), HasSubstr("mean reggae?")));
  write(folder / "c/jazz/1.wav");
  write(folder / "c/loose.wav");
  EXPECT_THAT(complaint(folder / "c"), HasSubstr("'loose.wav' in '"));
}

TEST(Dataset, IsRefusedWhereAFolderMayNotBeRead) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  const TemporaryFolder folder;
  write(folder / "jazz/1.wav");
  write(folder / "rock/1.wav");
  std::filesystem::permissions(folder / "rock", std::filesystem::perms::none);
  const Result<Dataset> dataset = read_dataset(folder.path());
  std::filesystem::permissions(folder / "rock", std::filesystem::perms::owner_all);
  ASSERT_FALSE(dataset);
  EXPECT_EQ(dataset.error().kind, ErrorKind::Refused);
}

TEST(Dataset, ReadsACsvManifest) {
  const TemporaryFolder folder;
  write(folder / "m.csv",
        "clip,genre,path\nx,rock:0.3;pop:0.7,b/x.ogg\ny,delta blues,./a/../a/y.wav\n");
  const Result<Dataset> dataset = read_dataset(folder / "m.csv");
  EXPECT_THAT(told(dataset), ElementsAre("a/y.wav blues", "b/x.ogg pop"));
  ASSERT_TRUE(dataset);
  EXPECT_EQ(dataset.value().clips[1].path, folder / "b/x.ogg");
  EXPECT_EQ(dataset.value().clips[1].label, "rock:0.3;pop:0.7");
  EXPECT_THAT(dataset.value().clips[1].genres,
              ElementsAre(TagScore{"pop", 0.7}, TagScore{"rock", 0.3}));
}

TEST(Dataset, ReadsAManifestOfJsonLines) {
  const TemporaryFolder folder;
  write(folder / "m.jsonl",
        "{\"file\": \"x.ogg\", \"genre\": \"rock\", \"year\": 1969}\n\n"
        "{\"path\": \"y.wav\", \"label\": \"jazz\"}");
  EXPECT_THAT(told(read_dataset(folder / "m.jsonl")), ElementsAre("x.ogg rock", "y.wav jazz"));
}

TEST(Dataset, AFaultyManifestIsRefusedWithItsLine) {
  EXPECT_THAT(manifest_complaint(""), HasSubstr("is empty; it needs a header: file,genre"));
  EXPECT_THAT(manifest_complaint("file,genre\n"), HasSubstr("lists no files"));
  EXPECT_THAT(manifest_complaint("name,genre\n"), HasSubstr("the column 'file' is missing"));
  EXPECT_THAT(manifest_complaint("file,kind\n"), HasSubstr("the column 'genre' is missing"));
  EXPECT_THAT(manifest_complaint("file,genre\na,rock\nb\n"), HasSubstr("line 3: it has 1 cells"));
  EXPECT_THAT(manifest_complaint("file,genre\na,rock\n./a,pop\n"),
              HasSubstr("line 3: './a' is listed a second time"));
  EXPECT_THAT(manifest_complaint("file,genre\na,rock\nb,\n"),
              HasSubstr("line 3: the genre is empty"));
  EXPECT_THAT(manifest_complaint("file,genre\n,rock\n"), HasSubstr("line 2: the file is empty"));
  EXPECT_THAT(manifest_complaint("file,genre\na,rok\n"), HasSubstr("did you mean rock?"));
  EXPECT_THAT(manifest_complaint("{\"file\": \"a\", \"genre\": 7}"),
              HasSubstr("line 1: the text \"genre\" is missing"));
  EXPECT_THAT(manifest_complaint("{\"file\": \"a\", \"genre\": \"pop\"}\n{\"file\""),
              HasSubstr("line 2: it is no JSON object"));
}

TEST(Dataset, OfTheDevelopmentClipsHasTheKnownCounts) {
  const auto data = testing::test_data_folder();
  if (!data) GTEST_SKIP() << "AIRMARK_DATA is not set";
  const Result<Dataset> dataset = read_dataset(*data / "gtzan/clips.csv");
  ASSERT_TRUE(dataset) << dataset.error().message;
  const auto& clips = dataset.value().clips;
  const auto count_below = [&](const char* folder) {
    return std::ranges::count_if(clips, [&](const Clip& c) { return c.file.starts_with(folder); });
  };
  EXPECT_EQ(clips.size(), 544u);
  EXPECT_EQ(count_below("audio/"), 411);
  EXPECT_EQ(count_below("audio_short/"), 133);
  for (const Clip& clip : clips) EXPECT_TRUE(std::filesystem::exists(clip.path)) << clip.file;
}

}  // namespace
}  // namespace airmark::tools
