#include "analysis/vocabulary/json_text.h"

#include <gmock/gmock.h>

#include <chrono>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

#include "analysis/vocabulary/feature_values.h"
#include "tests/support/test_data.h"

namespace airmark {
namespace {

using airmark::testing::source_file;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

constexpr std::chrono::sys_days kDay{std::chrono::year{2026} / 11 / 20};
constexpr auto kTime = kDay + std::chrono::hours{12} + std::chrono::minutes{34} +
                       std::chrono::seconds{56} + std::chrono::microseconds{789'999};

/// The documented examples, which the schema is tested with as well.
std::vector<std::string> example_lines(const char* name) {
  std::ifstream file(source_file(std::string("config/examples/") + name));
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

// --- windows

/// Half a minute into a stream; the values are those of a chord sequence, rounded.
WindowAnalysis sample_window() {
  WindowAnalysis w;
  w.window = {661504, 330752, 22050.0};
  w.source_rate_hz = 44100.0;
  w.source_channel_count = 2;
  w.lost_frames = 128;
  w.audible_ratio = 0.96875;
  w.loudness = Loudness{-14.5, 6.25, -0.75, -11.5, -13.25};
  w.gtzan58 = {330752.0,  0.4377, 0.08353,    0.1274,  0.0001064, 1599.0,    2602000.0, 1697.0,
               1731000.0, 3320.0, 11980000.0, 0.06419, 0.003724,  1.344e-05, 0.01459,   0.0001081,
               0.001454,  117.5,  -289.5,     27940.0, 150.3,     6142.0,    74.3,      1544.0,
               8.4,       443.2,  -13.74,     202.6,   -4.175,    245.1,     7.462,     84.21,
               5.684,     175.4,  -3.504,     352.4,   -9.901,    125.0,     -10.4,     51.15,
               -8.742,    63.09,  -6.299,     32.75,   -2.886,    9.956,     0.1921,    28.0,
               1.487,     91.43,  2.038,      53.33,   4.665,     56.65,     8.652,     271.0,
               10.96,     294.6};
  // tempo, its confidence, pulse clarity and onset rate; no swing; accents; key, mode, changes of
  // harmony and tuning; the sound; the space.
  w.musical = {117.5, 0.75,  0.625,  2.0,  std::nullopt, 0.25,   0.5,     0.375, 0.5,  0.5,
               -9.0,  0.125, 0.1875, 0.25, 0.0,          0.0625, 0.03125, 8.5,   0.25, 0.875};
  w.tempo_candidates = {{117.5, 0.75}, {58.75, 0.25}};
  w.key = Key{9, Mode::Minor};
  return w;
}

/// The same with every table that may be asked for, filled with its row numbers.
WindowAnalysis fully_measured_window() {
  WindowAnalysis w = sample_window();
  std::iota(w.mir103.emplace().begin(), w.mir103->end(), 1.0);
  for (std::size_t n = 0; double& value : w.embedding45.emplace())
    value = static_cast<double>(++n) / 16.0;
  return w;
}

Description sample_description() {
  return {{{DescriptionLevel::Low,
            "tempo",
            "moderate",
            "A moderate tempo of 117.5 BPM.",
            {{"tempo", "BPM", 117.5}}},
           {DescriptionLevel::Mid, "texture", "dense", "Dense.", {}},
           {DescriptionLevel::High, "mood", "driving", "It drives.", {}}}};
}

TEST(WindowJson, IsTheDocumentedExample) {
  WindowAnalysis silent = sample_window();
  silent.loudness.reset();
  silent.musical = {};
  silent.tempo_candidates.clear();
  silent.key.reset();
  EXPECT_THAT(example_lines("window_analysis.jsonl"),
              ElementsAre(json_line(sample_window()), json_line(silent),
                          json_line(sample_window(), sample_description()),
                          json_line(fully_measured_window())));
}

TEST(WindowJson, HasItsKeysInOrder) {
  EXPECT_THAT(
      json_line(sample_window()),
      StartsWith(R"({"analysis_version":2,"start_s":30.00018140589569,"duration_s":)"
                 R"(15.000090702947846,"first_frame":661504,"frame_count":330752,)"
                 R"("sample_rate_hz":22050.0,"source_rate_hz":44100.0,"source_channel_count":2,)"
                 R"("lost_frames":128,"starts_at_change":false,"audible_ratio":0.96875,)"
                 R"("loudness":{"integrated_lufs":-14.5,"range_lu":6.25,"true_peak_dbtp":-0.75,)"
                 R"("momentary_max_lufs":-11.5,"short_term_max_lufs":-13.25},)"
                 R"("gtzan58":{"length":330752.0,"chroma_stft_mean":0.4377,)"));
}

TEST(WindowJson, TellsWhatAListenerWouldNameAfterTheTable) {
  const std::string line = json_line(sample_window());
  EXPECT_THAT(line, HasSubstr(R"("mfcc20_var":294.6},"musical":{"tempo_bpm":117.5,)"));
  EXPECT_THAT(line, HasSubstr(R"("onset_rate":2.0,"swing_ratio":null,"offbeat_emphasis":0.25,)"));
  EXPECT_THAT(line, EndsWith(R"("stereo_correlation":0.875},"tempo_candidates":[{"bpm":117.5,)"
                             R"("weight":0.75},{"bpm":58.75,"weight":0.25}],)"
                             R"("key":{"tonic":9,"mode":"minor","name":"A minor"}})"));
}

TEST(WindowJson, HasTheTablesThatWereAskedForAtItsEnd) {
  const std::string plain = json_line(sample_window());
  const std::string line = json_line(fully_measured_window());
  EXPECT_THAT(line, StartsWith(plain.substr(0, plain.size() - 1) +
                               R"(,"mir103":{"zero_crossing_rate_mean":1.0,)"));
  EXPECT_THAT(line,
              HasSubstr(R"("sample_peak":103.0},"embedding45":{"mfcc1_mean_scaled":0.0625,)"));
  EXPECT_THAT(line, EndsWith(R"("spectral_flatness_mean_scaled":2.8125}})"));
}

TEST(WindowJson, AddsTheWordsWithTheirNumbers) {
  const std::string line = json_line(sample_window(), sample_description());
  const std::string plain = json_line(sample_window());
  EXPECT_THAT(line, StartsWith(plain.substr(0, plain.size() - 1)));
  EXPECT_EQ(
      line.substr(plain.size() - 1),
      R"(,"description":[{"level":"low","aspect":"tempo","word":"moderate","text":)"
      R"("A moderate tempo of 117.5 BPM.","evidence":[{"feature":"tempo","value":117.5,)"
      R"("unit":"BPM"}]},{"level":"mid","aspect":"texture","word":"dense","text":"Dense.",)"
      R"("evidence":[]},{"level":"high","aspect":"mood","word":"driving","text":"It drives.",)"
      R"("evidence":[]}]})");
}

TEST(WindowJson, NamesEachValueAsTheFeatureTableDoes) {
  const WindowAnalysis window = fully_measured_window();
  const auto json = nlohmann::json::parse(json_line(window));
  for (const FeatureSet set : kFeatureSets) {
    const auto& object = json.at(std::string(name_of(set)));
    const auto specs = feature_specs(set);
    const auto values = feature_values(window, set);
    ASSERT_THAT(object, SizeIs(specs.size())) << name_of(set);
    for (std::size_t i = 0; i < specs.size(); ++i) {
      const auto& value = object.at(std::string(specs[i].name));
      EXPECT_EQ(value, values[i] ? nlohmann::json(*values[i]) : nlohmann::json()) << specs[i].name;
    }
  }
}

TEST(WindowJson, IsRequiredBySchemaToHaveEachValueOfTheFeatureTable) {
  std::ifstream file(source_file("config/window_analysis.schema.json"));
  const auto schema = nlohmann::json::parse(file);
  for (const FeatureSet set : kFeatureSets) {
    std::vector<std::string> names;
    for (const FeatureSpec& spec : feature_specs(set)) names.emplace_back(spec.name);
    EXPECT_EQ(schema.at("properties").at(std::string(name_of(set))).at("required"), names);
  }
}

TEST(WindowJson, ReadsBackToTheSameNumbers) {
  WindowAnalysis w = sample_window();
  const std::vector<double> hard{1.0 / 3.0, 5e-324, 1.7976931348623157e308, -0.0, 123456789.125};
  for (std::size_t i = 0; i < hard.size(); ++i) w.gtzan58[i] = hard[i];
  const auto json = nlohmann::json::parse(json_line(w)).at("gtzan58");
  for (std::size_t i = 0; i < hard.size(); ++i)
    EXPECT_EQ(json.at(std::string(kGtzan58Table[i].name)).get<double>(), hard[i]);
}

// --- events

TagEvent event_of(TagEventType type, std::int64_t sequence) {
  TagEvent event;
  event.type = type;
  event.time = kTime;
  event.session = "5f1c09aa";
  event.sequence = sequence;
  event.frame = 1323008;
  return event;
}

TagSet sample_opinion() {
  TagSet opinion;
  opinion.tags = {{"jazz", 0.625}, {"blues", 0.25}, {"classical", 0.05}, {"pop", 0.04}};
  opinion.confidence = 0.625;
  opinion.reasoning = "Jazz: the rhythm swings and the sound is soft.";
  opinion.key_indicators = {{"mfcc2_mean", 121.5, 0.75}, {"rolloff_mean", 2100.25, 0.5}};
  opinion.tagger_id = "model";
  opinion.model = "gtzan58-lr 1a2b3c4d";
  opinion.latency = std::chrono::microseconds{1250};
  return opinion;
}

TagEvent live_window() {
  TagEvent event = event_of(TagEventType::Window, 1);
  event.source = "airmark";
  event.id = "5f1c09aa-661504";
  event.state = {AirState::Music, "jazz", 0.5, 661504};
  event.tags = sample_opinion();
  event.window = StreamSpan{661504, 661504, 22050.0};
  return event;
}

TagEvent window_of_a_file() {
  TagEvent event = live_window();
  event.sequence = 2;
  event.source.clear();
  event.file = "albums/night train.flac";
  event.state = {};
  event.tags.components = {{"model", 0.0, {{"jazz", 0.5}}}, {"bedrock", 1.0, {}}};
  event.tags.tagger_id = "cascade";
  event.tags.model = "mistral.mixtral-8x7b-instruct-v0:1";
  event.tags.prompt_version = 2;
  event.tags.usage = {1932, 128};
  event.tags.cost_usd = 0.0025;
  return event;
}

TagEvent verdict_without_an_answer() {
  TagEvent event = event_of(TagEventType::File, 3);
  event.file = "noise.wav";
  event.window = StreamSpan{0, 1323008, 22050.0};
  event.state = {AirState::Silence, "", 0.0, 0};
  event.tags.tagger_id = "heuristic";
  return event;
}

TagEvent state_change() {
  TagEvent event = live_window();
  event.type = TagEventType::State;
  event.sequence = 4;
  event.tags = {};
  return event;
}

TagEvent health_report() {
  TagEvent event = event_of(TagEventType::Health, 5);
  event.source = "airmark";
  event.health = CaptureHealth{10, 2560, 128, 1, 2, 3, 4, 41.5, 0.95};
  event.tags = sample_opinion();  // must not show
  return event;
}

TagEvent alarm() {
  TagEvent event = event_of(TagEventType::Alarm, 6);
  event.source = "airmark";
  event.message = "The JACK server \"default\" went away; waiting for it.";
  event.tags = sample_opinion();  // must not show
  return event;
}

TagEvent tempo_change() {
  TagEvent event = event_of(TagEventType::Tempo, 7);
  event.source = "airmark";
  event.tempo = TempoReport{1323008, 126.25, 0.875, {{126.25, 0.875}, {63.0, 0.125}}};
  event.tags = sample_opinion();  // must not show
  return event;
}

TagEvent end_of_a_beat() {
  TagEvent event = tempo_change();
  event.sequence = 8;
  event.tempo = TempoReport{1323008, std::nullopt, 0.0, {}};
  return event;
}

TEST(TagEventJson, IsTheDocumentedExample) {
  EXPECT_THAT(example_lines("tag_event.jsonl"),
              ElementsAre(json_line(live_window()), json_line(window_of_a_file()),
                          json_line(verdict_without_an_answer()), json_line(state_change()),
                          json_line(health_report()), json_line(alarm()), json_line(tempo_change()),
                          json_line(end_of_a_beat())));
}

TEST(TagEventJson, TellsAWindowOfALiveFeed) {
  EXPECT_EQ(json_line(live_window()),
            R"({"schema":1,"type":"window","ts":"2026-11-20T12:34:56.789Z","session":"5f1c09aa",)"
            R"("seq":1,"frame":1323008,"source":"airmark","id":"5f1c09aa-661504","state":"music",)"
            R"("tag":"jazz","state_confidence":0.5,"since_frame":661504,"tags":[{"tag":"jazz",)"
            R"("probability":0.625},{"tag":"blues","probability":0.25},{"tag":"classical",)"
            R"("probability":0.05},{"tag":"pop","probability":0.04}],"confidence":0.625,)"
            R"("reasoning":"Jazz: the rhythm swings and the sound is soft.","key_indicators":)"
            R"([{"feature":"mfcc2_mean","value":121.5,"contribution":0.75},{"feature":)"
            R"("rolloff_mean","value":2100.25,"contribution":0.5}],"alternative_genres":["blues",)"
            R"("classical"],"tagger":"model","model":"gtzan58-lr 1a2b3c4d","latency_ms":1.25,)"
            R"("cost_usd":0.0})");
}

TEST(TagEventJson, TellsWhereAWindowOfAFileLies) {
  const std::string line = json_line(window_of_a_file());
  EXPECT_THAT(line, HasSubstr(R"("frame":1323008,"file":"albums/night train.flac",)"
                              R"("start_s":30.00018140589569,"duration_s":30.00018140589569,)"
                              R"("id":)"));
  EXPECT_THAT(line, HasSubstr(R"("state":"unknown","since_frame":0,"tags":)"));
  EXPECT_THAT(line,
              HasSubstr(R"("components":[{"tagger":"model","weight":0.0,"tags":[{"tag":"jazz",)"
                        R"("probability":0.5}]},{"tagger":"bedrock","weight":1.0,"tags":[]}],)"
                        R"("tagger":"cascade","model":"mistral.mixtral-8x7b-instruct-v0:1",)"
                        R"("prompt_version":2,"usage":{"input_tokens":1932,"output_tokens":128},)"
                        R"("latency_ms":1.25,"cost_usd":0.0025})"));
}

TEST(TagEventJson, TellsAVerdictWithoutAnAnswer) {
  EXPECT_EQ(json_line(verdict_without_an_answer()),
            R"({"schema":1,"type":"file","ts":"2026-11-20T12:34:56.789Z","session":"5f1c09aa",)"
            R"("seq":3,"frame":1323008,"file":"noise.wav","start_s":0.0,"duration_s":)"
            R"(60.00036281179138,"state":"silence","since_frame":0,"tags":[],"confidence":0.0,)"
            R"("reasoning":"","key_indicators":[],"alternative_genres":[],"tagger":"heuristic",)"
            R"("latency_ms":0.0,"cost_usd":0.0})");
}

TEST(TagEventJson, TellsAStateWithOrWithoutTheOpinionBehindIt) {
  EXPECT_EQ(json_line(state_change()),
            R"({"schema":1,"type":"state","ts":"2026-11-20T12:34:56.789Z","session":"5f1c09aa",)"
            R"("seq":4,"frame":1323008,"source":"airmark","id":"5f1c09aa-661504","state":"music",)"
            R"("tag":"jazz","state_confidence":0.5,"since_frame":661504})");
  TagEvent with_opinion = state_change();
  with_opinion.tags = sample_opinion();
  EXPECT_THAT(json_line(with_opinion), HasSubstr(R"("since_frame":661504,"tags":[{"tag":"jazz",)"));
}

TEST(TagEventJson, NamesATagOnlyWhereMusicPlays) {
  TagEvent event = state_change();
  for (const auto& [state, name] :
       {std::pair{AirState::Unknown, "unknown"}, std::pair{AirState::Silence, "silence"},
        std::pair{AirState::Transition, "transition"}}) {
    event.state.state = state;
    EXPECT_THAT(json_line(event), HasSubstr(R"("state":")" + std::string(name) + R"(","since)"));
  }
}

TEST(TagEventJson, TellsHealthAndAlarmsWithoutTags) {
  EXPECT_EQ(
      json_line(health_report()),
      R"({"schema":1,"type":"health","ts":"2026-11-20T12:34:56.789Z","session":"5f1c09aa",)"
      R"("seq":5,"frame":1323008,"source":"airmark","health":{"callbacks":10,)"
      R"("frames_seen":2560,"frames_dropped":128,"xruns":1,"reconnects":2,)"
      R"("windows_replaced":3,"unusable_samples":4,"worst_callback_us":41.5,"coverage":0.95}})");
  EXPECT_EQ(json_line(alarm()),
            R"({"schema":1,"type":"alarm","ts":"2026-11-20T12:34:56.789Z","session":"5f1c09aa",)"
            R"("seq":6,"frame":1323008,"source":"airmark","message":)"
            R"("The JACK server \"default\" went away; waiting for it."})");
}

TEST(TagEventJson, TellsATempoAndThatThereIsNone) {
  EXPECT_EQ(json_line(tempo_change()),
            R"({"schema":1,"type":"tempo","ts":"2026-11-20T12:34:56.789Z","session":"5f1c09aa",)"
            R"("seq":7,"frame":1323008,"source":"airmark","tempo_bpm":126.25,)"
            R"("tempo_confidence":0.875,"tempo_candidates":[{"bpm":126.25,"weight":0.875},)"
            R"({"bpm":63.0,"weight":0.125}]})");
  EXPECT_THAT(json_line(end_of_a_beat()),
              HasSubstr(R"("tempo_bpm":null,"tempo_confidence":0.0,"tempo_candidates":[]})"));
}

TEST(TagEventJson, WritesTimesInUtcToTheMillisecond) {
  TagEvent event = alarm();
  for (const auto& [since_epoch, text] :
       {std::pair{std::chrono::microseconds{0}, "1970-01-01T00:00:00.000Z"},
        std::pair{std::chrono::microseconds{-1}, "1969-12-31T23:59:59.999Z"},
        std::pair{std::chrono::microseconds{951'868'799'001'999}, "2000-02-29T23:59:59.001Z"}}) {
    event.time = std::chrono::system_clock::time_point(since_epoch);
    EXPECT_THAT(json_line(event), HasSubstr(R"("ts":")" + std::string(text) + '"'));
  }
}

TEST(TagEventJson, RepairsTextThatIsNotUtf8) {
  TagEvent event = window_of_a_file();
  event.file = "M\xF6tley.mp3";  // Latin-1, as old file names are
  const std::string line = json_line(event);
  EXPECT_THAT(line, HasSubstr("\"file\":\"M\xEF\xBF\xBDtley.mp3\""));
  EXPECT_EQ(nlohmann::json::parse(line).at("tagger"), "cascade");
}

TEST(TagEventJson, StaysOnOneLine) {
  TagEvent event = alarm();
  event.message = "two\nlines\t\x01";
  EXPECT_THAT(json_line(event), Not(HasSubstr("\n")));
  EXPECT_EQ(nlohmann::json::parse(json_line(event)).at("message"), "two\nlines\t\x01");
}

}  // namespace
}  // namespace airmark
