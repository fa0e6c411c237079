#include "analysis/describe/describer.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include "analysis/describe/key_statement.h"
#include "analysis/describe/prose.h"
#include "analysis/describe/word_rules.h"
#include "analysis/describe/word_scales.h"
#include "tests/analysis/describe/random_windows.h"
#include "tests/support/hand_made_windows.h"

namespace airmark::analysis {
namespace {

using testing::hand_made_windows;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::ordinary_song;
using testing::row_of_a_table;
using testing::set;
using ::testing::SizeIs;

/// The numbers in a sentence, as written.
std::vector<std::string> numbers_in(const std::string& text) {
  std::vector<std::string> numbers;
  for (std::size_t n = 0; n < text.size();) {
    const std::size_t end = text.find_first_not_of("-.0123456789", n);
    std::string word = text.substr(n, end == std::string::npos ? end : end - n);
    while (!word.empty() && word.back() == '.') word.pop_back();
    if (word.find_first_of("0123456789") != std::string::npos) numbers.push_back(word);
    n = word.empty() && end == n ? n + 1 : (end == std::string::npos ? text.size() : end);
  }
  return numbers;
}

/// Is `number` one of the evidence's values, rounded to the decimals it is written with?
bool rests_on_evidence(const std::string& number, const Statement& statement) {
  const std::size_t point = number.find('.');
  const std::size_t decimals = point == std::string::npos ? 0 : number.size() - point - 1;
  const double step = std::pow(10.0, -static_cast<double>(decimals));
  double written = 0.0;
  std::from_chars(number.data(), number.data() + number.size(), written);
  return std::ranges::any_of(statement.evidence, [&](const Evidence& e) {
    return std::abs(e.value - written) <= 0.5 * step + 1e-9 * std::abs(e.value);
  });
}

void expect_sound_statements(const Description& description) {
  std::set<std::string> aspects;
  DescriptionLevel level = DescriptionLevel::Low;
  for (const Statement& s : description.statements) {
    EXPECT_TRUE(aspects.insert(s.aspect).second) << "twice: " << s.aspect;
    EXPECT_GE(s.level, level) << "out of order: " << s.aspect;
    level = s.level;
    EXPECT_FALSE(s.word.empty());
    EXPECT_TRUE(s.text.ends_with('.')) << s.text;
    EXPECT_TRUE(std::isupper(static_cast<unsigned char>(s.text[0]))) << s.text;
    EXPECT_EQ(s.text.find_first_of("{}"), std::string::npos) << s.text;
    for (const char* wrong :
         {"nan ", "nan)", "inf ", "inf)", "  ", " a a", " a e", " a i", " a o", " a u"})
      EXPECT_THAT(s.text, Not(HasSubstr(wrong)));
    EXPECT_FALSE(s.evidence.empty()) << s.text;
    for (const std::string& number : numbers_in(s.text))
      EXPECT_TRUE(rests_on_evidence(number, s)) << number << " in: " << s.text;
  }
}

std::string full_text(const Description& description) {
  std::string text;
  for (const Statement& s : description.statements) text += s.text + "\n";
  return text;
}

TEST(Describer, MakesSoundSentencesOfHandMadeWindows) {
  for (const auto& window : hand_made_windows()) expect_sound_statements(describe(window.analysis));
}

TEST(Describer, MakesSoundSentencesOfAnyNumbers) {
  testing::RandomWindows windows;
  for (int n = 0; n < 4000; ++n) {
    const WindowAnalysis analysis = n % 2 == 0 ? windows.plausible() : windows.absurd();
    const Description description = describe(analysis);
    expect_sound_statements(description);
    EXPECT_TRUE(describe(analysis) == description) << full_text(description);
  }
}

TEST(Describer, SaysOnlyThatSilenceIsSilent) {
  WindowAnalysis analysis = ordinary_song();
  analysis.audible_ratio = 0.0;
  const Description description = describe(analysis);
  ASSERT_THAT(description.statements, SizeIs(1));
  EXPECT_EQ(description.word_for("loudness"), "silent");
}

TEST(Describer, SaysNothingOfWhatIsAbsent) {
  WindowAnalysis analysis = ordinary_song();
  analysis.musical.fill(std::nullopt);
  set(analysis, Musical::OnsetRate, 4.6);
  const Description description = describe(analysis);
  for (const char* aspect :
       {"tempo", "key", "mode", "tuning", "pulse", "feel", "backbeat", "offbeat", "harmony", "bass",
        "voice", "vibrato", "distortion", "stereo", "rhythm", "dynamics"})
    EXPECT_EQ(description.word_for(aspect), "") << aspect;
  EXPECT_EQ(description.word_for("density"), "busy");
  EXPECT_THAT(full_text(description), Not(HasSubstr("BPM")));
}

TEST(Describer, FallsBackOnTheTableWhereThatIsAllThereIs) {
  const Description description = describe(row_of_a_table());
  EXPECT_THAT(full_text(description), HasSubstr("The tempo is moderate, about 117 BPM."));
  EXPECT_EQ(description.word_for("rhythm"), "balanced");
  EXPECT_EQ(description.word_for("dynamics"), "moderate");
}

TEST(Describer, SaysHowSureItIs) {
  WindowAnalysis analysis = ordinary_song();
  for (const auto& [confidence, text] :
       std::vector<std::pair<double, std::string>>{{0.9, "The tempo is moderate,"},
                                                   {0.7, "The tempo is probably moderate,"},
                                                   {0.5, "The tempo is perhaps moderate,"}}) {
    set(analysis, Musical::TempoConfidence, confidence);
    EXPECT_THAT(full_text(describe(analysis)), HasSubstr(text));
  }
  set(analysis, Musical::TempoConfidence, 0.3);
  for (const char* aspect : {"tempo", "feel", "backbeat"})
    EXPECT_EQ(describe(analysis).word_for(aspect), "") << aspect;
}

TEST(Describer, IsAsSureOfWhatFollowsAsOfItsLeastSureGround) {
  WindowAnalysis analysis = ordinary_song();
  set(analysis, Musical::Percussiveness, 0.4);
  set(analysis, Musical::TempoBpm, 130.0);
  set(analysis, Musical::TempoConfidence, 0.7);
  const Description description = describe(analysis);
  EXPECT_EQ(find_statement(description, "character")->certainty, Certainty::Probable);
  EXPECT_THAT(full_text(description), HasSubstr("The music probably sounds driving, with"));
}

TEST(Describer, FindsSlowDarkMusicSombreUnlessItIsInMajorOrLoud) {
  WindowAnalysis analysis = ordinary_song();
  set(analysis, Musical::TempoBpm, 72.0);
  set(analysis, Gtzan58::CentroidMean, 1300.0);
  EXPECT_NE(describe(analysis).word_for("mood"), "sombre");
  set(analysis, Musical::Majorness, -0.7);
  EXPECT_EQ(describe(analysis).word_for("mood"), "sombre");
  set(analysis, Musical::Majorness, std::nullopt);
  EXPECT_EQ(describe(analysis).word_for("mood"), "sombre");
  analysis.loudness->integrated_lufs = -9.0;
  EXPECT_NE(describe(analysis).word_for("mood"), "sombre");
}

TEST(Describer, TakesTheRmsWhereLoudnessWasNotMeasured) {
  WindowAnalysis analysis = ordinary_song();
  analysis.loudness.reset();
  EXPECT_THAT(full_text(describe(analysis)), HasSubstr("-17.7 dBFS"));
  set(analysis, Gtzan58::RmsMean, 0.0);
  EXPECT_EQ(describe(analysis).word_for("loudness"), "");
}

TEST(Describer, SpeaksOfAllThreeLevelsOfAnOrdinarySong) {
  const Description description = describe(ordinary_song());
  for (const char* aspect :
       {"tempo",    "key",    "mode",       "loudness", "brightness", "spectrum", "bass",
        "density",  "pulse",  "feel",       "harmony",  "texture",    "grain",    "rhythm",
        "dynamics", "motion", "distortion", "voice",    "character",  "mood"})
    EXPECT_NE(description.word_for(aspect), "") << aspect;
}

TEST(Describer, ChangesTheWordExactlyAtItsLimit) {
  for (const WordScale& scale : word_scales()) {
    if (scale.table_only || !scale.second_cue.empty()) continue;
    const auto musical = std::ranges::find(kMusicalTable, scale.cue, &FeatureSpec::name);
    const auto index = gtzan58_index(scale.cue);
    if (musical == kMusicalTable.end() && !index) continue;
    for (std::size_t n = 0; n + 1 < scale.limits.size(); ++n) {
      const auto word_at = [&](double value) {
        WindowAnalysis analysis = ordinary_song();
        if (index)
          analysis.gtzan58[*index] = value;
        else
          analysis.musical[static_cast<std::size_t>(musical - kMusicalTable.begin())] = value;
        return std::string(describe(analysis).word_for(scale.aspect));
      };
      const double limit = scale.limits[n].below;
      EXPECT_EQ(word_at(limit), scale.limits[n + 1].word) << scale.cue;
      EXPECT_EQ(word_at(std::nextafter(limit, -1e9)), scale.limits[n].word) << scale.cue;
    }
  }
}

TEST(Describer, DrawsHighWordsFromScalesThatExist) {
  for (const WordRule& rule : word_rules())
    for (const WordCondition& condition : rule.conditions) {
      std::set<std::string_view> words;
      for (const WordScale& scale : word_scales())
        if (scale.aspect == condition.aspect)
          for (const ScaleWord& word : scale.limits) words.insert(word.word);
      EXPECT_FALSE(words.empty()) << condition.aspect;
      for (const std::string_view word : condition.words)
        EXPECT_TRUE(words.contains(word)) << condition.aspect << ' ' << word;
    }
}

}  // namespace
}  // namespace airmark::analysis
