#include "tools/evaluation/reports/tagged_songs.h"

#include <gmock/gmock.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/temporary_folder.h"
#include "tests/tools/evaluation/reports/made_up_evaluation.h"
#include "tools/evaluation/measures/outcome.h"

namespace airmark::tools {
namespace {

using airmark::testing::TemporaryFolder;
using ::testing::HasSubstr;
using ::testing::Not;
using Json = nlohmann::json;

class TaggedSongs : public ::testing::Test {
 protected:
  Result<std::vector<TaggerAnswers>> read_back(const std::string& text) {
    std::ofstream(folder_.path() / kTaggedSongsFile) << text;
    return read_tagged_songs(folder_.path());
  }

  const Evaluation evaluation_ = made_up_evaluation();
  const Json songs_ = Json::parse(tagged_songs_json(evaluation_.taggers));
  const TemporaryFolder folder_;
};

TEST_F(TaggedSongs, StandByTaggerThenInTheOrderOfTheDataset) {
  std::size_t row = 0;
  for (const TaggerAnswers& tagger : evaluation_.taggers)
    for (const ClipAnswer& answer : tagger.answers) {
      EXPECT_EQ(songs_[row]["tagger"], tagger.tagger);
      EXPECT_EQ(songs_[row++]["file"], answer.file);
    }
  EXPECT_EQ(songs_.size(), row);
}

TEST_F(TaggedSongs, TellWhatAnOpinionTellsAndNoTimes) {
  const Json& song = songs_[13];
  EXPECT_EQ(song["predicted_genre"], "blues");
  EXPECT_EQ(song["probability"], 0.5);
  EXPECT_EQ(song["is_correct"], true);
  EXPECT_EQ(song["key_indicators"][0]["feature"], "tempo_bpm");
  EXPECT_EQ(song["alternative_genres"], Json::parse(R"([{"tag":"rock","probability":0.375}])"));
  EXPECT_EQ(song["components"][0]["tagger"], "measured");
  EXPECT_EQ(song["prompt_version"], 3);
  EXPECT_EQ(song["usage"],
            Json::parse(R"({"input_tokens":800,"output_tokens":120,"cost_usd":0.0011})"));
  EXPECT_THAT(songs_.dump(), Not(HasSubstr("latency")));
}

TEST_F(TaggedSongs, HaveNoGenreWhereThereIsNoAnswer) {
  const Json& failed = songs_[15];
  EXPECT_TRUE(failed["predicted_genre"].is_null());
  EXPECT_THAT(failed["error"].get<std::string>(), HasSubstr("<no> JSON"));
  const Json& unsure = songs_[16];
  EXPECT_TRUE(unsure["predicted_genre"].is_null());
  EXPECT_TRUE(unsure["error"].is_null());
  EXPECT_EQ(unsure["is_correct"], false);
}

TEST_F(TaggedSongs, SayWhatTheTaggerKnew) {
  EXPECT_EQ(songs_[0]["acquaintance"], "out_of_fold");
  EXPECT_EQ(songs_[1]["acquaintance"], "unseen");
  EXPECT_EQ(songs_[12]["acquaintance"], "trained_on");
}

TEST_F(TaggedSongs, GiveTheSameFiguresWhenReadBack) {
  const auto read = read_back(tagged_songs_json(evaluation_.taggers));
  ASSERT_TRUE(read);
  ASSERT_EQ(read.value().size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) {
    const Measures again = measure_answers(read.value()[i], 1);
    EXPECT_EQ(again.tagger, evaluation_.measures[i].tagger);
    EXPECT_EQ(again.accuracy.lowest, evaluation_.measures[i].accuracy.lowest);
    EXPECT_EQ(again.brier_score.value, evaluation_.measures[i].brier_score.value);
    EXPECT_EQ(again.calibration_error.value, evaluation_.measures[i].calibration_error.value);
    EXPECT_EQ(again.failure_count, evaluation_.measures[i].failure_count);
    EXPECT_EQ(again.trained_on_count, evaluation_.measures[i].trained_on_count);
  }
}

TEST_F(TaggedSongs, AreRefusedWhereTheFileIsAnotherOne) {
  for (const char* text : {"", "{}", "[1]", "[{\"file\": \"a.wav\"}]", "[\n"}) {
    const auto read = read_back(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().kind, ErrorKind::BadData);
    EXPECT_THAT(read.error().message, HasSubstr("tagged_songs.json"));
  }
}

}  // namespace
}  // namespace airmark::tools
