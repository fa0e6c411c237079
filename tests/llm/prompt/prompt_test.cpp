#include "llm/prompt/prompt.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "llm/prompt/template_file.h"
#include "llm/reply/reply_parser.h"
#include "tests/llm/music_fixture.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_data.h"

namespace airmark::llm {
namespace {

using ::airmark::testing::source_file;
using ::airmark::testing::TemporaryFolder;
using ::testing::AllOf;
using testing::grounded_material;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::song;
using testing::ten_genres;

std::string file_text(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

PromptLibrary built_in() {
  auto library = PromptLibrary::built_in();
  EXPECT_TRUE(library) << (library ? "" : library.error().message);
  return std::move(library).value();
}

Prompt prompt_for(const std::string& strategy, const PromptMaterial& material) {
  const auto prompt = built_in().make_prompt(strategy, material);
  EXPECT_TRUE(prompt) << (prompt ? "" : prompt.error().message);
  return prompt.value();
}

Prompt song_prompt(const std::string& strategy) {
  const WindowAnalysis analysis = song();
  const Description description = analysis::describe(analysis);
  return prompt_for(strategy, grounded_material(analysis, description));
}

class EachStrategy : public ::testing::TestWithParam<std::string> {};

// After a wanted change of words: run with AIRMARK_UPDATE_GOLDEN=1 and read the difference.
TEST_P(EachStrategy, WritesTheGoldenPromptForAnOrdinarySong) {
  const Prompt prompt = song_prompt(GetParam());
  const std::string text = "== system ==\n" + prompt.system + "\n== user ==\n" + prompt.user +
                           "\n== schema ==\n" + prompt.json_schema + "\n";
  const auto path = source_file("tests/golden/prompts/" + GetParam() + ".txt");
  if (std::getenv("AIRMARK_UPDATE_GOLDEN") != nullptr) std::ofstream(path) << text;
  EXPECT_EQ(text, file_text(path));
}

TEST_P(EachStrategy, StaysBelowTwoThousandTokens) {
  for (const auto& [name, analysis] : airmark::testing::hand_made_windows()) {
    const Description description = analysis::describe(analysis);
    const Prompt prompt = prompt_for(GetParam(), grounded_material(analysis, description));
    EXPECT_LT(estimate_tokens(prompt), 2000) << name;
    EXPECT_GT(estimate_tokens(prompt), 200) << name;
  }
}

TEST_P(EachStrategy, SaysItsNameVersionAndLimits) {
  const Prompt prompt = song_prompt(GetParam());
  EXPECT_EQ(prompt.strategy, GetParam());
  EXPECT_GE(prompt.version, 1);
  EXPECT_EQ(prompt.max_output_tokens, 300);
  EXPECT_EQ(prompt.temperature, 0.0);
}

TEST_P(EachStrategy, HoldsTheSentencesAndTheClosedListAndLeavesNothingUnfilled) {
  const Prompt prompt = song_prompt(GetParam());
  EXPECT_THAT(prompt.user, HasSubstr("The tempo is moderate, about 117 BPM."));
  EXPECT_THAT(prompt.user, HasSubstr("\"blues\", \"classical\", \"country\""));
  EXPECT_THAT(prompt.system + prompt.user, AllOf(Not(HasSubstr("{{")), Not(HasSubstr("_"))));
}

TEST_P(EachStrategy, IsRefusedWithoutGenres) {
  const WindowAnalysis analysis = song();
  const Description description = analysis::describe(analysis);
  const auto prompt = built_in().make_prompt(GetParam(), {analysis, description, {}, {}, {}});
  ASSERT_FALSE(prompt);
  EXPECT_EQ(prompt.error().kind, ErrorKind::Configuration);
}

INSTANTIATE_TEST_SUITE_P(Prompt, EachStrategy, ::testing::ValuesIn(prompt_strategies()),
                         [](const auto& strategy) {
                           std::string name = strategy.param;
                           std::erase(name, '-');
                           return name;
                         });

TEST(Prompt, IsRefusedForAnUnknownStrategyByNameOfTheKnown) {
  const WindowAnalysis analysis = song();
  const auto prompt = built_in().make_prompt(
      "tarot", {analysis, analysis::describe(analysis), ten_genres(), {}, {}});
  ASSERT_FALSE(prompt);
  EXPECT_EQ(prompt.error().kind, ErrorKind::Usage);
  EXPECT_THAT(prompt.error().message, AllOf(HasSubstr("tarot"), HasSubstr("chain-of-thought")));
}

TEST(Prompt, SaysSoWhereThereIsNothingToGroundOn) {
  const WindowAnalysis silent;
  const Prompt prompt =
      prompt_for("grounded", {silent, analysis::describe(silent), ten_genres(), {}, {}});
  EXPECT_THAT(prompt.user, AllOf(HasSubstr("The window is silent."),
                                 HasSubstr("nearest first:\nnone"), HasSubstr("says: none")));
}

TEST(Prompt, LeavesOutWhatWasNotMeasured) {
  WindowAnalysis analysis = song();
  analysis.loudness.reset();
  analysis.musical.fill(std::nullopt);
  airmark::testing::set(analysis, Gtzan58::Tempo, 0.0);
  airmark::testing::set(analysis, Gtzan58::RolloffMean, std::numeric_limits<double>::quiet_NaN());
  const Prompt prompt =
      prompt_for("zero-shot", {analysis, analysis::describe(analysis), ten_genres(), {}, {}});
  for (const char* word : {"BPM", "LUFS", "rolloff", "nan", "swing", "voice"})
    EXPECT_THAT(prompt.user, Not(HasSubstr(word)));
  EXPECT_THAT(prompt.user, HasSubstr("spectral centroid 2120 Hz"));
}

TEST(Prompt, TellsWhatAMusicianReasonsFrom) {
  WindowAnalysis analysis = song();
  airmark::testing::set(analysis, Musical::TempoBpm, 87.0);
  analysis.tempo_candidates = {{87.0, 0.5}, {174.0, 0.4}, {130.0, 0.07}, {65.0, 0.03}};
  const Prompt prompt =
      prompt_for("zero-shot", {analysis, analysis::describe(analysis), ten_genres(), {}, {}});
  for (const char* words :
       {"The tempo is slow, about 87 BPM, or 174 BPM felt in double time.",
        "The key is probably G major (key clarity 0.66).",
        "tempo 87 BPM (weight 0.50) or 174 BPM (weight 0.40) or 130 BPM (weight 0.07);",
        "swing ratio 1.06;", "onset rate 3.7 per second;", "dynamic range 5.4 dB"})
    EXPECT_THAT(prompt.user, HasSubstr(words));
}

TEST(Prompt, IsSilentOnATempoThatTheDescriptionIsSilentOn) {
  WindowAnalysis analysis = song();
  airmark::testing::set(analysis, Musical::TempoConfidence, 0.1);
  const Prompt prompt =
      prompt_for("zero-shot", {analysis, analysis::describe(analysis), ten_genres(), {}, {}});
  for (const char* word : {"BPM", "swing ratio", "backbeat"})
    EXPECT_THAT(prompt.user, Not(HasSubstr(word)));
}

TEST(AnswerSchema, IsClosedAndHasNothingThatBedrockRefuses) {
  const auto schema = nlohmann::json::parse(song_prompt("hybrid").json_schema);
  EXPECT_EQ(schema.at("additionalProperties"), false);
  const auto& properties = schema.at("properties");
  EXPECT_EQ(properties.at("alternatives").at("items").at("additionalProperties"), false);
  EXPECT_EQ(properties.at("genre").at("enum"), nlohmann::json(ten_genres()));
  EXPECT_EQ(schema.at("required").size(), properties.size());
  const std::string text = schema.dump();
  for (const char* word : {"minimum", "maximum", "maxItems", "minItems", "multipleOf", "_"})
    EXPECT_THAT(text, Not(HasSubstr(word)));
}

TEST(WorkedExamples, AreLeftOutWhereTheirGenreIsNotInTheList) {
  const WindowAnalysis analysis = song();
  const Description description = analysis::describe(analysis);
  const Prompt some = prompt_for("hybrid", {analysis, description, {"jazz", "techno"}, {}, {}});
  EXPECT_THAT(some.user,
              AllOf(HasSubstr("\"genre\": \"jazz\""), Not(HasSubstr("\"genre\": \"metal\""))));
  const Prompt none = prompt_for("few-shot", {analysis, description, {"techno"}, {}, {}});
  EXPECT_THAT(none.user, HasSubstr("and its answer:\nnone"));
}

/// Medians of the published table by genre, and of what a listener would name on its train clips;
/// four clips only of hip-hop and reggae. The swing is that of all clips in which it was found.
std::map<std::string, WindowAnalysis> typical_analyses() {
  constexpr double kNone = std::numeric_limits<double>::infinity();
  using testing::analysis_of;
  const auto heard = [](WindowAnalysis analysis,
                        std::initializer_list<std::pair<Musical, double>> values) {
    for (const auto& [which, value] : values) airmark::testing::set(analysis, which, value);
    return analysis;
  };
  return {{"metal", heard(analysis_of({123.0, 0.488, 0.139, 0.00093, 2692, 182860, 2264, 5192,
                                       0.153, 0.00864, 0.00429},
                                      {-11.7, kNone, kNone}),
                          {{Musical::Distortion, 0.551}})},
          {"classical", heard(analysis_of({99.4, 0.264, 0.0326, 0.00036, 1367, 93198, 1574, 2593,
                                           0.0755, 0.00129, 0.00004},
                                          {-25.0, kNone, kNone}),
                              {{Musical::PulseClarity, 0.097},
                               {Musical::Percussiveness, 0.041},
                               {Musical::DynamicRange, 11.118}})},
          {"hiphop", heard(analysis_of({95.7, 0.464, 0.1655, 0.00396, 2432, 495354, 2341, 5126,
                                        0.107, 0.0124, 0.00721},
                                       {-10.7, kNone, kNone}),
                           {{Musical::BassWeight, 0.485},
                            {Musical::Percussiveness, 0.532},
                            {Musical::VoiceLikeness, 0.622}})},
          {"jazz", heard(analysis_of({112.3, 0.285, 0.0794, 0.00126, 1560, 165910, 1874, 3076,
                                      0.0648, 0.0054, 0.00069},
                                     {-17.8, kNone, kNone}),
                         {{Musical::TempoConfidence, 0.769}, {Musical::SwingRatio, 1.447}})},
          {"reggae", heard(analysis_of({129.2, 0.400, 0.1136, 0.00219, 2073, 657591, 2293, 4555,
                                        0.0805, 0.00859, 0.0035},
                                       {-18.2, kNone, kNone}),
                           {{Musical::TempoBpm, 143.442},
                            {Musical::TempoConfidence, 0.89},
                            {Musical::BassWeight, 0.465}})}};
}

std::vector<WorkedExample> worked_examples() {
  auto examples = read_examples(file_text(source_file("config/prompts/examples.txt")), "examples");
  EXPECT_TRUE(examples) << (examples ? "" : examples.error().message);
  return std::move(examples).value();
}

TEST(WorkedExamples, SayWhatTheDescriberSaysOfTypicalValues) {
  const auto analyses = typical_analyses();
  const auto examples = worked_examples();
  ASSERT_EQ(examples.size(), analyses.size());
  for (const WorkedExample& example : examples) {
    std::string rest = example.description;
    for (const Statement& statement : analysis::describe(analyses.at(example.genre)).statements)
      if (rest.starts_with(statement.text)) {
        rest.erase(0, statement.text.size());
        if (rest.starts_with(' ')) rest.erase(0, 1);
      }
    EXPECT_EQ(rest, "") << example.genre;
  }
}

TEST(WorkedExamples, AnswerInTheFormAskedForWithNumbersThatWereMeasured) {
  const auto analyses = typical_analyses();
  for (const WorkedExample& example : worked_examples()) {
    const auto reply = parse_reply(example.answer, ten_genres());
    ASSERT_TRUE(reply) << example.genre;
    EXPECT_EQ(reply.value().form, ReplyForm::Json);
    EXPECT_EQ(reply.value().tags.front().tag, example.genre);
    double sum = 0.0;
    for (const TagScore& tag : reply.value().tags) sum += tag.probability;
    EXPECT_LE(sum, 1.0);
    const WindowAnalysis& analysis = analyses.at(example.genre);
    for (const auto& claim :
         unsupported_claims(reply.value().reasoning, analysis, analysis::describe(analysis)))
      ADD_FAILURE() << example.genre << ": " << claim.text;
  }
}

TEST(TokenEstimate, CountsPiecesOfWordsDigitsAndSigns) {
  EXPECT_EQ(estimate_tokens({"", "", "", "", 1, 1, 0.0}), 0);
  EXPECT_EQ(estimate_tokens({"a word", "consensus", "", "", 1, 1, 0.0}), 4);
  EXPECT_EQ(estimate_tokens({"", "2120 Hz.", "{}", "", 1, 1, 0.0}), 8);
}

TEST(PromptFolder, ReplacesWhatItHoldsAndKeepsTheRest) {
  const TemporaryFolder folder;
  std::ofstream(folder / "mine.txt") << "strategy: zero-shot\nversion: 7\nmax_output_tokens: 128\n"
                                        "temperature: 0.2\n== system ==\nBe brief.\n== user ==\n"
                                        "{{description}} Choose from {{genres}}.\n";
  const auto library = PromptLibrary::from_folder(folder.path().string());
  ASSERT_TRUE(library) << library.error().message;
  const WindowAnalysis analysis = song();
  const Description description = analysis::describe(analysis);
  const PromptMaterial material{analysis, description, ten_genres(), {}, {}};
  const auto own = library.value().make_prompt("zero-shot", material);
  ASSERT_TRUE(own);
  EXPECT_EQ(own.value().version, 7);
  EXPECT_EQ(own.value().max_output_tokens, 128);
  EXPECT_EQ(own.value().temperature, 0.2);
  EXPECT_EQ(own.value().system, "Be brief.");
  EXPECT_THAT(own.value().user, HasSubstr("Choose from \"blues\""));
  const auto other = library.value().make_prompt("hybrid", material);
  ASSERT_TRUE(other);
  EXPECT_EQ(other.value().user, prompt_for("hybrid", material).user);
}

TEST(PromptFolder, IsRefusedWhereItIsNotThereOrEmptyOrHoldsAStrategyTwice) {
  const TemporaryFolder folder;
  const auto missing = PromptLibrary::from_folder((folder / "no").string());
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::NotFound);
  ASSERT_FALSE(PromptLibrary::from_folder(folder.path().string()));
  for (const char* name : {"a.txt", "b.txt"})
    std::ofstream(folder / name) << file_text(source_file("config/prompts/hybrid.txt"));
  const auto twice = PromptLibrary::from_folder(folder.path().string());
  ASSERT_FALSE(twice);
  EXPECT_THAT(twice.error().message, AllOf(HasSubstr("b.txt"), HasSubstr("\"hybrid\"")));
}

}  // namespace
}  // namespace airmark::llm
