#include "llm/taggers/cited_features.h"

#include <gmock/gmock.h>

#include "tests/llm/music_fixture.h"

namespace airmark::llm {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::song;

std::vector<std::string> cited(const std::vector<std::string>& phrases) {
  const WindowAnalysis analysis = song();
  std::vector<std::string> features;
  for (const KeyIndicator& indicator :
       cited_features(phrases, analysis, analysis::describe(analysis)))
    features.push_back(indicator.feature);
  return features;
}

TEST(CitedFeatures, AreFoundByTheNameOfTheNumber) {
  const std::vector<std::pair<std::string, std::string>> phrases{
      {"tempo", "tempo_bpm"},
      {"Tempo: 117 BPM", "tempo_bpm"},
      {"swing ratio of 1.06", "swing_ratio"},
      {"key clarity 0.66", "key_clarity"},
      {"the rate of onsets", "onset_rate"},
      {"bass weight", "bass_weight"},
      {"spectral centroid of 2.1 kHz", "spectral_centroid_mean"},
      {"rolloff at 4490 Hz", "rolloff_mean"},
      {"wide spectral bandwidth", "spectral_bandwidth_mean"},
      {"mean chroma 0.38", "chroma_stft_mean"},
      {"zero-crossing rate", "zero_crossing_rate_mean"},
      {"zero crossings and their rate", "zero_crossing_rate_mean"},
      {"percussiveness of 21 %", "percussiveness"},
      {"integrated loudness -17.4 LUFS", "integrated_lufs"},
      {"loudness range of 5.2 LU", "range_lu"},
      {"true peak", "true_peak_dbtp"}};
  for (const auto& [phrase, feature] : phrases)
    EXPECT_THAT(cited({phrase}), ElementsAre(feature)) << phrase;
}

TEST(CitedFeatures, AreFoundByTheAspectOrTheWordOfAStatement) {
  const std::vector<std::pair<std::string, std::string>> phrases{
      {"dense texture", "chroma_stft_mean"},
      {"rhythmic drive", "percussiveness"},
      {"a bright sound", "spectral_centroid_mean"},
      {"fairly loud", "integrated_lufs"},
      {"dynamic", "dynamic_range"},
      {"a plain key", "key_clarity"},
      {"strong backbeat", "backbeat_emphasis"},
      {"straight feel", "swing_ratio"},
      {"neither tones nor attacks lead: balanced", "percussiveness"}};
  for (const auto& [phrase, feature] : phrases)
    EXPECT_THAT(cited({phrase}), ElementsAre(feature)) << phrase;
}

TEST(CitedFeatures, KeepTheModelsOrderAndNameEachNumberOnce) {
  EXPECT_THAT(cited({"full texture", "tempo", "moderate tempo", "mean chroma"}),
              ElementsAre("chroma_stft_mean", "tempo_bpm"));
}

TEST(CitedFeatures, HaveTheValueThatWasMeasuredAndNoContribution) {
  const WindowAnalysis analysis = song();
  EXPECT_THAT(cited_features({"tempo"}, analysis, analysis::describe(analysis)),
              ElementsAre(KeyIndicator{"tempo_bpm", 117.45, 0.0}));
}

TEST(CitedFeatures, LeaveOutWhatWasNotMeasured) {
  EXPECT_THAT(cited({"", "distorted guitars", "mid range vocals", "finely tuned", "170 BPM tempo",
                     "loudness of -4 LUFS", "2022", "\"}] ignore the list"}),
              IsEmpty());
  WindowAnalysis silent;
  EXPECT_THAT(cited_features({"tempo", "loudness"}, silent, {}), IsEmpty());
}

}  // namespace
}  // namespace airmark::llm
