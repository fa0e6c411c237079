#include "tools/evaluation/dataset/split.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <numeric>
#include <set>

#include "tests/support/temporary_folder.h"
#include "tests/support/test_data.h"
#include "tools/evaluation/dataset/name_list.h"

namespace airmark::tools {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

struct CheckedDataset {
  Dataset dataset{"made", {}};
  DatasetCheck check;
};

/// All readable, no recording twice.
CheckedDataset checked(const std::vector<std::string>& files) {
  CheckedDataset made;
  for (const std::string& file : files) {
    const std::string genre = file.substr(0, file.find('/'));
    made.dataset.clips.push_back({file, file, genre, {{genre, 1.0}}});
  }
  std::ranges::sort(made.dataset.clips, {}, &Clip::file);
  made.check.sounds.assign(files.size(), SoundChecksum{"", 22050.0, 1, 661500});
  made.check.first_of.resize(files.size());
  std::iota(made.check.first_of.begin(), made.check.first_of.end(), std::size_t{0});
  return made;
}

/// "jazz/00.wav" … of each genre.
CheckedDataset numbered(const std::map<std::string, int>& counts) {
  std::vector<std::string> files;
  for (const auto& [genre, count] : counts)
    for (int n = 0; n < count; ++n)
      files.push_back(genre + "/" + std::to_string(100 + n).substr(1) + ".wav");
  return checked(files);
}

SplitClips choose(const CheckedDataset& made, const SplitChoice& choice) {
  Result<SplitClips> split = choose_split(made.dataset, made.check, choice);
  EXPECT_TRUE(split) << split.error().message;
  return split ? std::move(split).value() : SplitClips{};
}

std::string complaint(const CheckedDataset& made, const SplitChoice& choice) {
  const Result<SplitClips> split = choose_split(made.dataset, made.check, choice);
  EXPECT_FALSE(split);
  return split ? "" : split.error().message;
}

/// "fold: file", those evaluated.
std::vector<std::string> told(const CheckedDataset& made, const SplitClips& split,
                              bool evaluated = true) {
  std::vector<std::string> words;
  for (const SplitClip& clip : split.clips)
    if (clip.evaluated == evaluated)
      words.push_back(split.folds[clip.fold] + ": " + made.dataset.clips[clip.clip].file);
  return words;
}

TEST(NameLists, OfTheFilteredSplitAreThePublishedOnes) {
  const auto train = filtered_train_names(), valid = filtered_valid_names();
  EXPECT_EQ(train.size(), 443u);
  EXPECT_EQ(valid.size(), 197u);
  EXPECT_EQ(train.front(), "blues/blues.00029.wav");
  EXPECT_EQ(valid.front(), "blues/blues.00000.wav");
  std::set<std::string> all(train.begin(), train.end());
  all.insert(valid.begin(), valid.end());
  EXPECT_EQ(all.size(), 640u) << "no clip in both";
}

TEST(NameLists, AreLinesWithoutWhatIsEmpty) {
  EXPECT_THAT(listed_names("a b.wav \r\n\n  \nc"), ElementsAre("a b.wav", "c"));
}

TEST(Split, FilteredTakesTheListedClipsWhateverTheirEnding) {
  const CheckedDataset made = checked({"blues/blues.00000.ogg", "blues/blues.00029.flac",
                                       "blues/blues.00098.au", "rock/rock.00016.wav"});
  const SplitClips split = choose(made, {});
  EXPECT_THAT(told(made, split),
              ElementsAre("valid: blues/blues.00000.ogg", "train: blues/blues.00029.flac",
                          "train: rock/rock.00016.wav"));
  EXPECT_EQ(split.name, "filtered");
  EXPECT_EQ(split.note, "");
  EXPECT_EQ(split.absent.size(), 637u);
}

TEST(Split, FilteredIsOfGtzanOnly) {
  EXPECT_THAT(complaint(numbered({{"jazz", 2}}), {}), HasSubstr("give --split stratified"));
}

TEST(Split, AListIsEvaluatedAsGivenWithTheOthersToTrainOn) {
  const CheckedDataset made = checked({"blues/blues.00000.ogg", "blues/blues.00029.flac",
                                       "blues/blues.00098.au", "rock/rock.00016.wav", "pop/x.au"});
  const testing::TemporaryFolder folder;
  std::ofstream(folder / "test.txt") << "blues/blues.00000.wav\nblues.00098\npop/x.au\njazz/y\n";
  const SplitClips split = choose(made, {.split = (folder / "test.txt").string()});
  EXPECT_THAT(told(made, split), ElementsAre("listed: blues/blues.00000.ogg",
                                             "listed: blues/blues.00098.au", "listed: pop/x.au"));
  EXPECT_THAT(told(made, split, false),
              ElementsAre("others: blues/blues.00029.flac", "others: rock/rock.00016.wav"));
  EXPECT_THAT(split.absent, ElementsAre("jazz/y"));
}

TEST(Split, AListIsRefusedWhereItNamesNothingToEvaluate) {
  const CheckedDataset made = checked({"blues/a.wav", "blues/b.wav", "pop/c.wav"});
  const testing::TemporaryFolder folder;
  const std::string list = (folder / "list.txt").string();
  std::ofstream(list) << "polka\n";
  EXPECT_THAT(complaint(made, {.split = list}), HasSubstr("no clip of "));
  std::ofstream(list) << "\n";
  EXPECT_THAT(complaint(made, {.split = list}), HasSubstr("names no clips"));
  std::ofstream(list) << "a\nb\n";
  EXPECT_THAT(complaint(made, {.split = list}), HasSubstr("fewer than two genres"));
}

TEST(Split, RandomDealsEachGenreOutToAllFolds) {
  const CheckedDataset made = numbered({{"jazz", 10}, {"pop", 7}, {"rock", 13}});
  const SplitClips split = choose(made, {.split = "random-5"});
  ASSERT_EQ(split.folds.size(), 5u);
  EXPECT_EQ(split.clips.size(), 30u);
  std::map<std::size_t, int> sizes;
  std::map<std::pair<std::size_t, std::string>, int> genres;
  for (const SplitClip& clip : split.clips) {
    ++sizes[clip.fold];
    ++genres[{clip.fold, made.dataset.clips[clip.clip].genre()}];
  }
  for (const auto& [fold, size] : sizes) EXPECT_EQ(size, 6);
  for (std::size_t f = 0; f < 5; ++f) {
    EXPECT_EQ((genres[{f, "jazz"}]), 2);
    EXPECT_NEAR((genres[{f, "pop"}]), 1.5, 0.5);
    EXPECT_NEAR((genres[{f, "rock"}]), 2.5, 0.5);
  }
  EXPECT_THAT(split.note, StartsWith("not comparable: "));
  EXPECT_EQ(choose(made, {.split = "all"}).folds.size(), 10u);
}

TEST(Split, StratifiedTestsAFifthOfEachGenre) {
  const CheckedDataset made = numbered({{"jazz", 10}, {"pop", 2}, {"rock", 14}});
  const SplitClips split = choose(made, {.split = "stratified"});
  std::map<std::string, int> tested;
  for (const SplitClip& clip : split.clips)
    tested[made.dataset.clips[clip.clip].genre()] += clip.evaluated;
  EXPECT_EQ(tested, (std::map<std::string, int>{{"jazz", 2}, {"pop", 1}, {"rock", 3}}));
  EXPECT_THAT(told(made, split), Each(StartsWith("test: ")));
  EXPECT_THAT(told(made, split, false), Each(StartsWith("train: ")));
  EXPECT_THAT(split.note, StartsWith("not comparable: "));
}

TEST(Split, TheSeedDecidesAloneWhoIsDrawn) {
  const CheckedDataset made = numbered({{"jazz", 20}, {"rock", 20}});
  for (const char* name : {"random-4", "stratified", "all"}) {
    const SplitChoice choice{name, 3, 5}, other{name, 3, 6};
    EXPECT_EQ(choose(made, choice).clips, choose(made, choice).clips) << name;
    EXPECT_NE(choose(made, choice).clips, choose(made, other).clips) << name;
  }
}

TEST(Split, SamplesAreSoManyOfEachGenreAndTheOthersStayToTrainOn) {
  const CheckedDataset made = numbered({{"jazz", 20}, {"rock", 3}});
  const SplitClips split = choose(made, {.split = "all", .samples_per_genre = 5});
  EXPECT_EQ(told(made, split).size(), 8u);
  EXPECT_EQ(told(made, split, false).size(), 15u);
  EXPECT_THAT(complaint(made, {.split = "all", .samples_per_genre = 0}),
              HasSubstr("--samples-per-genre"));
}

TEST(Split, KeepsARecordingOnceAndWhatCannotBeReadNotAtAll) {
  CheckedDataset made = numbered({{"jazz", 10}, {"rock", 10}});
  made.check.first_of[3] = 1;
  made.check.first_of[15] = 1;
  made.check.sounds[7].reset();
  for (const char* name : {"random-2", "stratified", "all"}) {
    const SplitClips split = choose(made, {.split = name});
    std::set<std::size_t> clips;
    for (const SplitClip& clip : split.clips) clips.insert(clip.clip);
    EXPECT_EQ(clips.size(), 17u) << name;
    EXPECT_TRUE(clips.contains(1)) << name;
    for (const std::size_t out : {3u, 7u, 15u}) EXPECT_FALSE(clips.contains(out)) << name;
  }
}

TEST(Split, OfARecordingTheListedClipIsKeptAndNotTrainedOn) {
  CheckedDataset made = checked({"metal/metal.00000.wav", "pop/b.wav", "rock/a.wav"});
  made.check.first_of[2] = 0;
  const testing::TemporaryFolder folder;
  std::ofstream(folder / "test.txt") << "a\nb\n";
  const SplitClips split = choose(made, {.split = (folder / "test.txt").string()});
  EXPECT_THAT(split.clips, ElementsAre(SplitClip{1, 0, true}, SplitClip{2, 0, true}));
}

TEST(Split, IsRefusedWhereItCannotBe) {
  CheckedDataset made = numbered({{"jazz", 3}, {"rock", 3}});
  EXPECT_THAT(complaint(made, {.split = "random-1"}), HasSubstr("at least 2 folds"));
  EXPECT_THAT(complaint(made, {.split = "random-7"}), HasSubstr("at most one per clip (6)"));
  EXPECT_THAT(complaint(made, {.split = "filterd"}), HasSubstr("did you mean filtered?"));
  EXPECT_THAT(complaint(made, {.split = "random-x"}), HasSubstr("there is no split 'random-x'"));
  for (auto& sound : made.check.sounds) sound.reset();
  EXPECT_THAT(complaint(made, {.split = "stratified"}), HasSubstr("fewer than two genres"));
}

TEST(Split, FilteredOfTheDevelopmentClipsIsAllOfThem) {
  const auto data = testing::test_data_folder();
  if (!data) GTEST_SKIP() << "AIRMARK_DATA is not set";
  const Result<Dataset> dataset = read_dataset(*data / "gtzan/clips.csv");
  ASSERT_TRUE(dataset) << dataset.error().message;
  CheckedDataset made{dataset.value(), {}};
  made.check.sounds.assign(544, SoundChecksum{"", 22050.0, 1, 661500});
  made.check.first_of.resize(544);
  std::iota(made.check.first_of.begin(), made.check.first_of.end(), std::size_t{0});
  const SplitClips split = choose(made, {});
  const auto train = std::ranges::count(split.clips, 0u, &SplitClip::fold);
  EXPECT_EQ(split.clips.size(), 544u);
  EXPECT_EQ(train, 401);
  EXPECT_EQ(split.absent.size(), 96u);
}

}  // namespace
}  // namespace airmark::tools
