#pragma once

#include <string>
#include <vector>

#include "analysis/describe/describer.h"
#include "llm/prompt/prompt.h"
#include "tests/support/hand_made_windows.h"

namespace airmark::llm::testing {

/// The values that words are made from.
struct MainValues {
  double tempo_bpm, chroma, rms_mean, rms_variance, centroid_hz, centroid_variance, bandwidth_hz,
      rolloff_hz, crossing_rate, harmony_variance, perceptr_variance;
};

inline WindowAnalysis analysis_of(const MainValues& values, const Loudness& loudness) {
  WindowAnalysis analysis;
  analysis.audible_ratio = 0.99;
  analysis.window = {0, 30 * kAnalysisRateHz, kAnalysisRateHz};
  const auto set = [&](Gtzan58 which, double value) {
    analysis.gtzan58[static_cast<std::size_t>(which)] = value;
  };
  set(Gtzan58::Tempo, values.tempo_bpm);
  set(Gtzan58::ChromaMean, values.chroma);
  set(Gtzan58::RmsMean, values.rms_mean);
  set(Gtzan58::RmsVariance, values.rms_variance);
  set(Gtzan58::CentroidMean, values.centroid_hz);
  set(Gtzan58::CentroidVariance, values.centroid_variance);
  set(Gtzan58::BandwidthMean, values.bandwidth_hz);
  set(Gtzan58::RolloffMean, values.rolloff_hz);
  set(Gtzan58::ZeroCrossingRateMean, values.crossing_rate);
  set(Gtzan58::HarmonyVariance, values.harmony_variance);
  set(Gtzan58::PerceptrVariance, values.perceptr_variance);
  analysis.loudness = loudness;
  return analysis;
}

/// An ordinary pop song.
inline WindowAnalysis song() { return airmark::testing::ordinary_song(); }

inline const std::vector<std::string>& ten_genres() {
  static const std::vector<std::string> genres{"blues", "classical", "country", "disco",  "hiphop",
                                               "jazz",  "metal",     "pop",     "reggae", "rock"};
  return genres;
}

/// Two neighbours and an opinion, for the grounded strategy.
inline PromptMaterial grounded_material(const WindowAnalysis& analysis,
                                        const Description& description) {
  TagSet opinion;
  opinion.tags = {{"pop", 0.48}, {"disco", 0.21}, {"country", 0.11}};
  opinion.confidence = 0.48;
  Description alike;
  alike.statements = {{DescriptionLevel::Low, "tempo", "moderate", "", {}},
                      {DescriptionLevel::Mid, "texture", "full", "", {}}};
  return {analysis, description, ten_genres(), opinion, {{"pop", 0.93, alike}, {"rock", 0.9, {}}}};
}

}  // namespace airmark::llm::testing
