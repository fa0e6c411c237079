#include <gmock/gmock.h>

#include <atomic>
#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "llm/taggers/cascade_tagger.h"
#include "llm/taggers/llm_tagger.h"
#include "realtime/session/event_stream.h"
#include "realtime/session/tagging_thread.h"
#include "realtime/session/window_publisher.h"
#include "tests/llm/music_fixture.h"
#include "tests/llm/taggers/scripted_chat.h"
#include "tests/realtime/session/collecting_sink.h"
#include "tests/realtime/session/eventually.h"
#include "tests/realtime/session/scripted_tagger.h"

namespace airmark::llm {
namespace {

using ::airmark::testing::Collected;
using ::airmark::testing::CollectingSink;
using ::airmark::testing::eventually;
using ::airmark::testing::ScriptedTagger;
using ::airmark::testing::tag_set;
using std::chrono::steady_clock;
using testing::call_error;
using ::testing::ElementsAre;
using testing::genre_answer;
using ::testing::IsEmpty;
using testing::Outcome;
using testing::ScriptedChat;
using ::testing::SizeIs;
using testing::song;

constexpr std::int64_t kFrames = 30 * kAnalysisRateHz;

WindowAnalysis metal() {
  return testing::analysis_of(
      {123.0, 0.488, 0.139, 0.00093, 2692, 182860, 2264, 5192, 0.153, 0.00864, 0.00429},
      {-12.4, 3.0, -0.1});
}

/// What the local tagger says of each window, on whatever thread it is asked.
class LocalScript {
 public:
  void say(std::int64_t window_number, const TagSet& tags) {
    const std::lock_guard lock(mutex_);
    answers_[window_number] = tags;
  }
  std::unique_ptr<Tagger> tagger() {
    return std::make_unique<ScriptedTagger>(
        [this](const WindowAnalysis& analysis, const std::stop_token&) {
          const std::lock_guard lock(mutex_);
          return answers_.at(analysis.window.first_frame / kFrames);
        });
  }

 private:
  std::mutex mutex_;
  std::map<std::int64_t, TagSet> answers_;
};

/// A live feed with the local tagger at once and, a moment later, a language model behind its
/// cascade. What the two say is scripted; everything between is as it runs.
class LiveSecondOpinion : public ::testing::Test {
 protected:
  void start(const ScriptedChat::Answer& model) {
    runner_.start();
    events_.begin("airmark");
    first_ = local_.tagger();
    thread_ = std::make_unique<realtime::TaggingThread>(
        make_cascade_tagger(local_.tagger(), llm_tagger(model), {}),
        [this](const std::string& message) { events_.alarm(message); },
        [this] { return steady_clock::time_point(std::chrono::hours(answered_.load())); });
    thread_->start();
    publisher_ = std::make_unique<realtime::WindowPublisher>(*first_, thread_.get(), events_,
                                                             analysis::TagTracker::Config{});
  }
  void start(const Outcome& always) {
    start([always](const Prompt&, const std::stop_token&) { return always; });
  }

  /// Half a minute of the feed.
  void hear(const std::string& local_tag, double confidence, WindowAnalysis analysis = song()) {
    local_.say(window_count_, tag_set(local_tag, confidence, "model"));
    analysis.window.first_frame = kFrames * window_count_++;
    publisher_->on_window(analysis);
  }
  /// The model has answered, or failed, so often.
  bool asked(int count) {
    return eventually([&] { return answered_ >= count; });
  }
  bool published(std::size_t window_events) {
    return eventually([&] {
      publisher_->take_answers();
      return collected_->of(TagEventType::Window).size() >= window_events;
    });
  }
  /// Ends the session; then everything has been published.
  std::vector<TagEvent> all(TagEventType type) {
    thread_->stop();
    publisher_->take_answers();
    runner_.close();
    runner_.join(steady_clock::now() + std::chrono::seconds(10));
    return collected_->of(type);
  }
  std::vector<std::string> alarms() {
    std::vector<std::string> messages;
    for (const TagEvent& event : all(TagEventType::Alarm)) messages.push_back(event.message);
    return messages;
  }

  std::atomic<int> answered_{0};
  std::unique_ptr<realtime::TaggingThread> thread_;

 private:
  std::unique_ptr<Tagger> llm_tagger(const ScriptedChat::Answer& model) {
    auto prompts = PromptLibrary::built_in();
    EXPECT_TRUE(prompts);
    LlmTaggerSetup setup;
    setup.tagger_id = "bedrock";
    setup.entry.id = "some.model";
    setup.entry.input_usd_per_million = 1.0;
    setup.entry.output_usd_per_million = 5.0;
    setup.prompts = std::make_shared<PromptLibrary>(std::move(prompts).value());
    setup.genres = testing::ten_genres();
    setup.model = std::make_shared<ScriptedChat>(
        [this, model](const Prompt& prompt, const std::stop_token& stop) {
          Outcome outcome = model(prompt, stop);
          ++answered_;
          return outcome;
        });
    return make_llm_tagger(std::move(setup));
  }

  LocalScript local_;
  std::shared_ptr<Collected> collected_ = std::make_shared<Collected>();
  realtime::SinkRunner runner_{std::make_unique<CollectingSink>(collected_),
                               {[](const std::string&) {}, [] {}}};
  realtime::EventStream events_{{&runner_}};
  std::unique_ptr<Tagger> first_;
  std::unique_ptr<realtime::WindowPublisher> publisher_;
  std::int64_t window_count_ = 0;
};

std::vector<std::string> taggers_of(const std::vector<TagEvent>& windows) {
  std::vector<std::string> ids;
  for (const TagEvent& event : windows) ids.push_back(event.tags.tagger_id);
  return ids;
}

TEST_F(LiveSecondOpinion, ComesUnderTheWindowsIdWithBothVoicesAndItsCost) {
  start(genre_answer("blues"));
  hear("jazz", 0.5);
  ASSERT_TRUE(published(2));
  const std::vector<TagEvent> windows = all(TagEventType::Window);
  EXPECT_THAT(taggers_of(windows), ElementsAre("model", "cascade"));
  EXPECT_EQ(windows[0].id, windows[1].id);
  EXPECT_THAT(windows[0].tags.components, IsEmpty());
  EXPECT_THAT(windows[1].tags.components,
              ElementsAre(TagComponent{"model", 0.0, {{"jazz", 0.5}}},
                          TagComponent{"bedrock", 1.0, {{"blues", 0.8}}}));
  EXPECT_GT(windows[1].tags.cost_usd, 0.0);
  const std::vector<TagEvent> states = all(TagEventType::State);
  EXPECT_EQ(states.back().state.tag, "blues");
}

TEST_F(LiveSecondOpinion, IsPaidOnceWhileTheSameMusicGoesOn) {
  start(genre_answer("blues"));
  for (std::size_t n = 1; n <= 10; ++n) {
    hear("jazz", 0.5);
    ASSERT_TRUE(published(2 * n));
  }
  double cost_usd = 0.0;
  const std::vector<TagEvent> windows = all(TagEventType::Window);
  for (const TagEvent& event : windows) cost_usd += event.tags.cost_usd;
  EXPECT_EQ(answered_, 1);
  EXPECT_DOUBLE_EQ(cost_usd, windows[1].tags.cost_usd);
  // Jazz until the model answered, blues ever since.
  EXPECT_THAT(all(TagEventType::State), SizeIs(2));
}

TEST_F(LiveSecondOpinion, IsSilentWhereTheLocalTaggerIsSure) {
  start(genre_answer("blues"));
  for (int n = 0; n < 5; ++n) hear("jazz", 0.9);
  EXPECT_THAT(taggers_of(all(TagEventType::Window)),
              ElementsAre("model", "model", "model", "model", "model"));
  EXPECT_EQ(answered_, 0);
}

TEST_F(LiveSecondOpinion, ThatComesAfterTheNextWindowIsPublishedAndNotYetBelieved) {
  std::atomic<bool> is_asked{false};
  std::atomic<bool> may_answer{false};
  start([&](const Prompt&, const std::stop_token&) -> Outcome {
    is_asked = true;
    eventually([&] { return may_answer.load(); });
    return genre_answer("blues");
  });
  hear("jazz", 0.5);
  ASSERT_TRUE(eventually([&] { return is_asked.load(); }));
  hear("jazz", 0.5);
  may_answer = true;
  ASSERT_TRUE(published(4));
  const std::vector<TagEvent> windows = all(TagEventType::Window);
  EXPECT_EQ(windows[2].id, windows[0].id);
  EXPECT_EQ(windows[2].tags.tags.at(0).tag, "blues");
  EXPECT_EQ(windows[2].state.tag, "jazz");
  // Of the newest window the answer is held.
  EXPECT_EQ(windows[3].id, windows[1].id);
  EXPECT_EQ(windows[3].tags.cost_usd, 0.0);
  EXPECT_EQ(answered_, 1);
}

TEST_F(LiveSecondOpinion, ThatNeverComesHoldsUpNothing) {
  start([](const Prompt&, const std::stop_token& stop) { return testing::wait_for_stop(stop); });
  for (int n = 0; n < 5; ++n) hear("jazz", 0.5);
  ASSERT_TRUE(published(5));
  const auto begin = steady_clock::now();
  thread_->stop();
  EXPECT_LT(steady_clock::now() - begin, std::chrono::seconds(1));
  EXPECT_THAT(alarms(), IsEmpty());
  for (const TagEvent& event : all(TagEventType::Window)) {
    EXPECT_EQ(event.tags.tagger_id, "model");
    EXPECT_EQ(event.state.tag, "jazz");
  }
}

TEST_F(LiveSecondOpinion, ThatFailsIsToldOnceAndAgainWhenItAnswers) {
  start([&](const Prompt&, const std::stop_token&) -> Outcome {
    if (answered_ == 3) return genre_answer("blues");
    return call_error(CallFailure::ServerFault, ErrorKind::Unavailable,
                      "Bedrock answered 503 at 12:0" + std::to_string(answered_) + ".");
  });
  for (int n = 1; n <= 4; ++n) {
    hear("jazz", 0.5);
    ASSERT_TRUE(asked(n));
  }
  ASSERT_TRUE(published(5));
  EXPECT_THAT(alarms(), ElementsAre("the second opinion fails: Bedrock answered 503 at 12:00.",
                                    "the second opinion answers again"));
  const std::vector<TagEvent> windows = all(TagEventType::Window);
  EXPECT_THAT(taggers_of(windows), ElementsAre("model", "model", "model", "model", "cascade"));
  EXPECT_EQ(windows[3].id, windows[4].id);
}

TEST_F(LiveSecondOpinion, ThatReachesItsCeilingInAnOutageTellsThatToo) {
  start([&](const Prompt&, const std::stop_token&) -> Outcome {
    if (answered_ < 2)
      return call_error(CallFailure::ServerFault, ErrorKind::Unavailable, "Nobody answers.");
    return call_error(CallFailure::OverBudget, ErrorKind::Refused,
                      "The ceiling of $1.00 a day is reached; there is room again at 14:00.");
  });
  for (int n = 1; n <= 5; ++n) {
    hear("jazz", 0.5);
    ASSERT_TRUE(asked(n));
  }
  EXPECT_THAT(alarms(),
              ElementsAre("the second opinion fails: Nobody answers.",
                          "the second opinion fails: The ceiling of $1.00 a day is reached; there "
                          "is room again at 14:00."));
  EXPECT_THAT(all(TagEventType::Window), SizeIs(5));
}

TEST_F(LiveSecondOpinion, ThatCannotBeReadIsAFailure) {
  start(testing::chat_answer("I would rather not say."));
  hear("jazz", 0.5);
  ASSERT_TRUE(asked(1));
  hear("jazz", 0.5);
  ASSERT_TRUE(asked(2));
  EXPECT_THAT(alarms(), SizeIs(1));
}

TEST_F(LiveSecondOpinion, IsNotAskedOfSilence) {
  start(genre_answer("blues"));
  WindowAnalysis quiet = song();
  quiet.audible_ratio = 0.0;
  hear("jazz", 0.3, quiet);
  hear("jazz", 0.3, quiet);
  const std::vector<TagEvent> windows = all(TagEventType::Window);
  EXPECT_EQ(answered_, 0);
  EXPECT_THAT(windows, SizeIs(2));
  EXPECT_THAT(windows[0].tags.tags, IsEmpty());
  EXPECT_EQ(windows[0].state.state, AirState::Silence);
}

TEST_F(LiveSecondOpinion, IsAskedAnewWhenOtherMusicHasSettled) {
  start([&](const Prompt&, const std::stop_token&) -> Outcome {
    return genre_answer(answered_ == 0 ? "blues" : "metal");
  });
  hear("jazz", 0.5);
  ASSERT_TRUE(published(2));
  hear("rock", 0.5, metal());
  ASSERT_TRUE(published(4));
  EXPECT_EQ(answered_, 1);
  hear("rock", 0.5, metal());
  ASSERT_TRUE(published(6));
  const std::vector<TagEvent> windows = all(TagEventType::Window);
  EXPECT_EQ(windows[5].tags.tags.at(0).tag, "metal");
  EXPECT_EQ(answered_, 2);
}

}  // namespace
}  // namespace airmark::llm
