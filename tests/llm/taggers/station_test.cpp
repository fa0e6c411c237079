#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "llm/taggers/cascade_tagger.h"
#include "tests/realtime/session/scripted_tagger.h"

namespace airmark::llm {
namespace {

using ::airmark::testing::ScriptedTagger;
using ::airmark::testing::tag_set;

/// What a station plays and how the local tagger hears it. The first window of a track lies across
/// two.
struct Station {
  int genre_count = 10;
  double unsure_share = 0.6;  ///< Of the tracks, those that the local tagger cannot place.
  double word_jitter = 0.06;  ///< Chance of each word to be another one in one window.
  double tag_jitter = 0.1;    ///< Chance of the second tag to lead in one window.
  int windows_per_track = 6;  ///< 30 s each: three minutes.
  bool is_restless = false;   ///< Every window is other music of another genre.
};

constexpr int kAspects = 11;  // as the describer has
constexpr int kWordsPerAspect = 4;
constexpr int kWindowsPerDay = 2880;

class Simulation {
 public:
  explicit Simulation(const Station& station) : station_(station) {}

  /// How often the other tagger is asked in 24 hours.
  int questions(const CascadeRules& rules) {
    int asked = 0;
    const auto cascade = make_cascade_tagger(
        std::make_unique<ScriptedTagger>(
            [this](const WindowAnalysis&, const std::stop_token&) { return local_answer(); }),
        std::make_unique<ScriptedTagger>(
            [&](const WindowAnalysis&, const std::stop_token&) -> Result<TagSet> {
              ++asked;
              return tag_set(genre(track_.second_genre), 0.8, "bedrock");
            }),
        rules);
    for (int n = 0; n < kWindowsPerDay; ++n) {
      const bool is_new = n % station_.windows_per_track == 0 || station_.is_restless;
      if (is_new) next_track();
      EXPECT_TRUE(cascade->tag(window(n), words(is_new), {}));
    }
    return asked;
  }

 private:
  struct Track {
    std::array<int, kAspects> words{};
    int first_genre = 0;
    int second_genre = 0;
    double confidence = 0.0;
  };

  int below(int count) { return std::uniform_int_distribution(0, count - 1)(random_); }
  bool happens(double chance) { return std::bernoulli_distribution(chance)(random_); }
  static std::string genre(int number) { return "genre" + std::to_string(number); }

  void next_track() {
    last_words_ = track_.words;
    for (int& word : track_.words) word = below(kWordsPerAspect);
    track_.first_genre = below(station_.genre_count);
    track_.second_genre = below(station_.genre_count);
    const bool is_unsure = happens(station_.unsure_share);
    track_.confidence = is_unsure ? std::uniform_real_distribution(0.25, 0.6)(random_)
                                  : std::uniform_real_distribution(0.6, 0.95)(random_);
  }

  TagSet local_answer() {
    const double noise = std::normal_distribution(0.0, 0.05)(random_);
    const bool sways = happens(station_.tag_jitter);
    return tag_set(genre(sways ? track_.second_genre : track_.first_genre),
                   std::clamp(track_.confidence + noise, 0.0, 1.0), "model");
  }

  Description words(bool lies_across) {
    Description description;
    for (int n = 0; n < kAspects; ++n) {
      const auto aspect = static_cast<std::size_t>(n);
      int word = lies_across && happens(0.5) ? last_words_[aspect] : track_.words[aspect];
      if (happens(station_.word_jitter)) word = below(kWordsPerAspect);
      description.statements.push_back(
          {DescriptionLevel::Low, std::to_string(n), std::to_string(word), "", {}});
    }
    return description;
  }

  static WindowAnalysis window(int number) {
    constexpr std::int64_t kFrames = 30 * kAnalysisRateHz;
    WindowAnalysis analysis;
    analysis.window = {number * kFrames, kFrames, kAnalysisRateHz};
    analysis.audible_ratio = 1.0;
    return analysis;
  }

  const Station station_;
  std::mt19937 random_{2026};
  Track track_;
  std::array<int, kAspects> last_words_{};
};

int questions_a_day(const Station& station, const CascadeRules& rules) {
  return Simulation(station).questions(rules);
}

/// 480 tracks a day, each of its own words and genre, six in ten beyond the local tagger.
struct NamedStation {
  std::string name;
  Station station;
};
std::vector<NamedStation> stations() {
  return {{"mixed", {}},
          {"two_genres", {.genre_count = 2}},
          {"all_unsure", {.unsure_share = 1.0}},
          {"all_sure", {.unsure_share = 0.0}},
          {"all_sure_of_one_genre", {.genre_count = 1, .unsure_share = 0.0}},
          {"jittering_words", {.word_jitter = 0.3}},
          {"swaying_tags", {.tag_jitter = 0.5}},
          {"restless", {.is_restless = true}}};
}

TEST(CascadeOnAStation, StaysBelowThreeHundredQuestionsADayWhateverIsPlayed) {
  for (const auto& [name, station] : stations()) {
    const int asked = questions_a_day(station, CascadeRules::for_station());
    RecordProperty(name, asked);
    EXPECT_LE(asked, 275) << name;
    EXPECT_GE(asked, 250) << name;
  }
}

TEST(CascadeOnAStation, AsksAboutOnceATrackWhereNothingLimitsIt) {
  for (const auto& [name, station] : stations()) {
    const int asked = questions_a_day(station, {});
    RecordProperty(name, asked);
    if (station.is_restless || station.word_jitter > 0.1) continue;  // as many musics as windows
    EXPECT_LE(asked, 640) << name;
    EXPECT_GE(asked, 460) << name;
  }
}

TEST(CascadeOnAStation, AsksSeldomWhereOneMusicGoesOnAllDay) {
  const Station steady{.unsure_share = 1.0, .windows_per_track = kWindowsPerDay};
  const int asked = questions_a_day(steady, {});
  RecordProperty("one_music_all_day", asked);
  EXPECT_LE(asked, 30);
  EXPECT_GE(asked, 1);
}

}  // namespace
}  // namespace airmark::llm
