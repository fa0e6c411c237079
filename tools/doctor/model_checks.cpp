#include "tools/doctor/model_checks.h"

#include <array>
#include <cmath>
#include <numbers>
#include <set>
#include <string>
#include <vector>

#include "analysis/analysis_pipeline.h"
#include "analysis/classify/built_in_taggers.h"
#include "analysis/vocabulary/description.h"

namespace airmark::tools {
namespace {

/// A major chord that dies away, one second of it.
std::vector<float> made_up_sound() {
  std::vector<float> samples;
  for (int n = 0; n < kAnalysisRateHz; ++n) {
    const double time_s = static_cast<double>(n) / kAnalysisRateHz;
    double value = 0.0;
    for (const double frequency_hz : {220.0, 275.0, 330.0})
      value += 0.2 * std::sin(2.0 * std::numbers::pi * frequency_hz * time_s);
    samples.push_back(static_cast<float>(value * std::exp(-time_s)));
  }
  return samples;
}

std::optional<WindowAnalysis> measure(const std::vector<float>& samples) {
  std::optional<WindowAnalysis> measured;
  analysis::AnalysisPipeline pipeline(
      {.source_rate_hz = kAnalysisRateHz, .channel_count = 1, .plan = {}},
      [&](const WindowAnalysis& window) { measured = window; });
  const std::array<const float*, 1> channels{samples.data()};
  pipeline.push({0, samples.size(), channels});
  pipeline.finish();
  return measured;
}

constexpr const char* kReport = "report this fault, with the output of airmark --version";

}  // namespace

Finding check_model(Check check, const std::optional<std::filesystem::path>& file) {
  const auto tagger = analysis::make_built_in_tagger("model", file);
  if (!tagger) return failed(check, tagger.error(), "name another with --model");
  const auto window = measure(made_up_sound());
  if (!window)
    return failed(check, {ErrorKind::Internal, "a second of sound gave no window"}, kReport);
  const auto answer = tagger.value()->tag(*window, Description{}, {});
  if (!answer) return failed(check, answer.error(), "name another with --model");
  if (answer.value().tags.empty())
    return failed(check, {ErrorKind::Internal, "a second of sound gave no tag"}, kReport);
  return fine(check, answer.value().model + " tells " + std::to_string(answer.value().tags.size()) +
                         " genres apart, and tagged a second of sound" +
                         (file ? " (" + file->string() + ")" : ""));
}

void check_models(const Settings& settings, const OnFinding& on_finding) {
  on_finding(check_model(Check::BuiltInModel, std::nullopt));
  for (const std::string& file :
       std::set<std::string>{settings.text("live.model"), settings.text("tag.model")})
    if (!file.empty()) on_finding(check_model(Check::OwnModel, file));
}

}  // namespace airmark::tools
