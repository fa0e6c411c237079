#include "tools/tagging/sample_window.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <vector>

#include "analysis/analysis_pipeline.h"

namespace airmark::tools {
namespace {

constexpr double kLengthS = 30.0;
constexpr double kBeatsPerSecond = 2.0;
constexpr double kRootHz = 220.0;
constexpr std::array<double, 4> kRatios{0.5, 1.0, 1.25, 1.5};  // a bass and a major chord

std::vector<float> music() {
  std::vector<float> samples;
  std::uint32_t noise = 1;
  for (int n = 0; n < static_cast<int>(kLengthS * kAnalysisRateHz); ++n) {
    const double time_s = static_cast<double>(n) / kAnalysisRateHz;
    double value = 0.0;
    for (const double ratio : kRatios)
      value += 0.08 * std::sin(2.0 * std::numbers::pi * kRootHz * ratio * time_s);
    noise = noise * 1664525u + 1013904223u;  // Numerical Recipes, section 7.1
    const double since_beat_s = std::fmod(time_s, 1.0 / kBeatsPerSecond);
    value += 0.3 * (noise / 2147483648.0 - 1.0) * std::exp(-since_beat_s / 0.04);
    samples.push_back(static_cast<float>(value));
  }
  return samples;
}

}  // namespace

WindowAnalysis sample_window() {
  const std::vector<float> samples = music();
  const std::array<const float*, 1> channels{samples.data()};
  WindowAnalysis measured;
  analysis::AnalysisPipeline pipeline(
      {.source_rate_hz = kAnalysisRateHz,
       .channel_count = 1,
       .plan = {.window_s = kLengthS, .interval_s = kLengthS, .keep_whole_up_to_s = kLengthS}},
      [&](const WindowAnalysis& window) { measured = window; });
  pipeline.push({0, samples.size(), channels});
  pipeline.finish();
  return measured;
}

}  // namespace airmark::tools
