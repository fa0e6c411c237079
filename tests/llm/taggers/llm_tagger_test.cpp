#include "llm/taggers/llm_tagger.h"

#include <gmock/gmock.h>

#include <chrono>
#include <memory>
#include <string>
#include <thread>

#include "tests/llm/music_fixture.h"
#include "tests/llm/taggers/scripted_chat.h"
#include "tests/realtime/session/scripted_tagger.h"

namespace airmark::llm {
namespace {

using ::airmark::testing::ScriptedTagger;
using ::airmark::testing::tag_set;
using ::testing::AllOf;
using testing::call_error;
using testing::chat_answer;
using ::testing::ElementsAre;
using testing::genre_answer;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::MemoryCache;
using ::testing::Not;
using testing::Outcome;
using testing::ScriptedChat;
using testing::song;
using testing::ten_genres;

const std::string kAnswer = R"({
  "reasoning": "A moderate tempo of 117 BPM and a full texture.",
  "genre": "pop", "confidence": 0.7,
  "keyindicators": ["tempo of 117 BPM", "full texture", "catchy hooks"],
  "alternatives": [{"genre": "disco", "probability": 0.2}]})";

class LlmTagger : public ::testing::Test {
 protected:
  LlmTagger() {
    auto library = PromptLibrary::built_in();
    EXPECT_TRUE(library);
    setup_.tagger_id = "bedrock";
    setup_.entry.id = "some.model";
    setup_.entry.input_usd_per_million = 1.0;
    setup_.entry.output_usd_per_million = 5.0;
    setup_.prompts = std::make_shared<PromptLibrary>(std::move(library).value());
    setup_.genres = ten_genres();
  }
  void answers(const Outcome& outcome) { use(std::make_shared<ScriptedChat>(outcome)); }
  void use(std::shared_ptr<ScriptedChat> chat) {
    chat_ = std::move(chat);
    setup_.model = chat_;
  }
  Result<TagSet> ask(const WindowAnalysis& analysis = song(), std::stop_token stop = {}) {
    if (!tagger_) tagger_ = make_llm_tagger(setup_);
    return tagger_->tag(analysis, analysis::describe(analysis), std::move(stop));
  }
  TagSet tags(const WindowAnalysis& analysis = song()) {
    Result<TagSet> answer = ask(analysis);
    EXPECT_TRUE(answer) << (answer ? "" : answer.error().message);
    return answer ? std::move(answer).value() : TagSet{};
  }

  LlmTaggerSetup setup_;
  std::shared_ptr<ScriptedChat> chat_;
  std::shared_ptr<MemoryCache> cache_ = std::make_shared<MemoryCache>();
  std::unique_ptr<Tagger> tagger_;
};

TEST_F(LlmTagger, TellsWhatTheModelAnswersAndWhatItCost) {
  answers(chat_answer(kAnswer, {2000, 120}));
  const TagSet answer = tags();
  EXPECT_THAT(answer.tags, ElementsAre(TagScore{"pop", 0.7}, TagScore{"disco", 0.2}));
  EXPECT_EQ(answer.confidence, 0.7);
  EXPECT_EQ(answer.reasoning, "A moderate tempo of 117 BPM and a full texture.");
  EXPECT_THAT(answer.key_indicators, ElementsAre(KeyIndicator{"tempo_bpm", 117.45, 0.0},
                                                 KeyIndicator{"chroma_stft_mean", 0.38, 0.0}));
  EXPECT_THAT(answer.components, IsEmpty());
  EXPECT_EQ(answer.tagger_id, "bedrock");
  EXPECT_EQ(answer.model, "us.some.model/hybrid");
  EXPECT_EQ(answer.prompt_version, chat_->prompts.at(0).version);
  EXPECT_EQ(answer.usage, (TokenUsage{2000, 120}));
  EXPECT_DOUBLE_EQ(answer.cost_usd, 0.0026);
}

TEST_F(LlmTagger, AsksByTheStrategyWithTheWordsAndTheClosedList) {
  setup_.strategy = "zero-shot";
  setup_.genres = {"jazz", "techno"};
  answers(genre_answer("techno"));
  EXPECT_EQ(tags().tags.at(0).tag, "techno");
  const Prompt& prompt = chat_->prompts.at(0);
  EXPECT_EQ(prompt.strategy, "zero-shot");
  EXPECT_THAT(prompt.user, AllOf(HasSubstr("The tempo is moderate, about 117 BPM."),
                                 HasSubstr("\"jazz\", \"techno\"")));
}

TEST_F(LlmTagger, MarksANumberThatWasNotMeasured) {
  answers(chat_answer(R"({"reasoning": "At 170 BPM it is fast.", "genre": "metal",
                          "confidence": 0.9, "keyindicators": ["tempo of 170 BPM"]})"));
  const TagSet answer = tags();
  EXPECT_EQ(answer.reasoning, "At 170 BPM it is fast. [not measured: \"170 BPM\"]");
  EXPECT_THAT(answer.key_indicators, IsEmpty());
}

TEST_F(LlmTagger, NeverAsksOfSilence) {
  answers(genre_answer("jazz"));
  setup_.strategy = "grounded";
  setup_.local = std::make_shared<ScriptedTagger>(
      [](const WindowAnalysis&, const std::stop_token&) -> Result<TagSet> {
        ADD_FAILURE() << "the local tagger was asked of silence";
        return TagSet{};
      });
  const TagSet answer = tags(WindowAnalysis{});
  EXPECT_THAT(answer.tags, IsEmpty());
  EXPECT_EQ(answer.tagger_id, "bedrock");
  EXPECT_EQ(answer.model, "some.model/grounded");
  EXPECT_EQ(answer.cost_usd, 0.0);
  EXPECT_THAT(chat_->prompts, IsEmpty());
}

TEST_F(LlmTagger, PaysOnceForTheSameQuestion) {
  setup_.cache = cache_;
  answers(chat_answer(kAnswer));
  const TagSet paid = tags();
  const TagSet kept = tags();
  EXPECT_EQ(chat_->prompts.size(), 1U);
  EXPECT_GT(paid.cost_usd, 0.0);
  EXPECT_EQ(kept.cost_usd, 0.0);
  EXPECT_EQ(kept.usage, TokenUsage{});
  EXPECT_EQ(kept.tags, paid.tags);
  EXPECT_EQ(kept.reasoning, paid.reasoning);
  EXPECT_EQ(kept.key_indicators, paid.key_indicators);
  EXPECT_EQ(kept.model, paid.model);
  EXPECT_EQ(kept.prompt_version, paid.prompt_version);
  ASSERT_EQ(cache_->replies.size(), 1U);
  const CachedReply& reply = cache_->replies.begin()->second;
  EXPECT_EQ(reply.text, kAnswer);
  EXPECT_EQ(reply.model, "us.some.model");
  EXPECT_EQ(reply.strategy, "hybrid");
  EXPECT_EQ(reply.usage, paid.usage);
  EXPECT_EQ(reply.cost_usd, paid.cost_usd);
}

TEST_F(LlmTagger, AsksAgainOfOtherMusicAndOfAnotherModel) {
  setup_.cache = cache_;
  answers(genre_answer("pop"));
  tags();
  WindowAnalysis faster = song();
  airmark::testing::set(faster, Musical::TempoBpm, 171.0);
  tags(faster);
  EXPECT_EQ(chat_->prompts.size(), 2U);
  setup_.entry.id = "another.model";
  tagger_.reset();
  tags();
  EXPECT_EQ(chat_->prompts.size(), 3U);
}

TEST_F(LlmTagger, TakesAKeptReplyThatCannotBeReadForNone) {
  setup_.cache = cache_;
  answers(chat_answer(kAnswer));
  tags();
  cache_->replies.begin()->second.text = "lorem ipsum";
  EXPECT_GT(tags().cost_usd, 0.0);
  EXPECT_EQ(chat_->prompts.size(), 2U);
  EXPECT_EQ(cache_->replies.begin()->second.text, kAnswer);
}

TEST_F(LlmTagger, NeverInventsAnAnswerAndKeepsNoneThatItCannotRead) {
  setup_.cache = cache_;
  answers(chat_answer("TOPSECRET words of no genre"));
  const auto answer = ask();
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::BadReply);
  EXPECT_THAT(answer.error().message,
              AllOf(HasSubstr("us.some.model"), HasSubstr("hybrid"), Not(HasSubstr("TOPSECRET"))));
  EXPECT_THAT(cache_->replies, IsEmpty());
}

TEST_F(LlmTagger, SaysHowToMendAnAnswerThatWasCutOff) {
  ChatAnswer cut = chat_answer(R"({"reasoning": "It begins)");
  cut.cut_off = true;
  answers(cut);
  const auto answer = ask();
  ASSERT_FALSE(answer);
  EXPECT_THAT(answer.error().message,
              AllOf(HasSubstr("300 tokens"), HasSubstr("max_output_tokens")));
}

TEST_F(LlmTagger, PassesOnWhyACallFailed) {
  answers(call_error(CallFailure::OverBudget, ErrorKind::Refused, "The day's ceiling is reached."));
  const auto answer = ask();
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::Refused);
  EXPECT_EQ(answer.error().message, "The day's ceiling is reached.");
}

TEST_F(LlmTagger, IsNotAskedWhereThePromptCannotBeMade) {
  setup_.strategy = "tarot";
  answers(genre_answer("jazz"));
  const auto answer = ask();
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::Usage);
  EXPECT_THAT(chat_->prompts, IsEmpty());
}

TEST_F(LlmTagger, CostsNothingWhereNoPriceIsKnown) {
  setup_.entry.output_usd_per_million.reset();
  answers(genre_answer("jazz"));
  EXPECT_EQ(tags().cost_usd, 0.0);
}

TEST_F(LlmTagger, GroundsItselfOnTheLocalOpinionAndOnNeighbours) {
  setup_.strategy = "grounded";
  setup_.local = std::make_shared<ScriptedTagger>(tag_set("country", 0.55, "model"));
  setup_.neighbours = [](const WindowAnalysis&) {
    return std::vector<LabelledNeighbour>{{"blues", 0.91, {}}};
  };
  answers(genre_answer("blues"));
  const TagSet answer = tags();
  EXPECT_THAT(chat_->prompts.at(0).user,
              AllOf(HasSubstr("\"country\" 0.55"), HasSubstr("1. \"blues\", similarity 0.91")));
  EXPECT_THAT(answer.components, ElementsAre(TagComponent{"model", 0.0, {{"country", 0.55}}},
                                             TagComponent{"bedrock", 1.0, answer.tags}));
}

TEST_F(LlmTagger, AsksNobodyElseByAnyOtherStrategy) {
  setup_.local = std::make_shared<ScriptedTagger>(
      [](const WindowAnalysis&, const std::stop_token&) -> Result<TagSet> {
        return Error{ErrorKind::Internal, "It was not to be asked."};
      });
  answers(genre_answer("blues"));
  EXPECT_TRUE(ask());
  setup_.strategy = "grounded";
  tagger_.reset();
  const auto grounded = ask();
  ASSERT_FALSE(grounded);
  EXPECT_EQ(grounded.error().message, "It was not to be asked.");
}

TEST_F(LlmTagger, GivesUpSoonAfterItIsToldToStop) {
  use(std::make_shared<ScriptedChat>(
      [](const Prompt&, const std::stop_token& stop) { return testing::wait_for_stop(stop); }));
  std::stop_source stop;
  std::chrono::steady_clock::time_point asked_to_stop;
  const std::jthread stopper([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    asked_to_stop = std::chrono::steady_clock::now();
    stop.request_stop();
  });
  const auto answer = ask(song(), stop.get_token());
  EXPECT_LT(std::chrono::steady_clock::now() - asked_to_stop, std::chrono::seconds(1));
  EXPECT_FALSE(answer);
}

}  // namespace
}  // namespace airmark::llm
