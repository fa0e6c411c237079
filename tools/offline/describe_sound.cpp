#include "tools/offline/describe_sound.h"

#include "analysis/analysis_pipeline.h"
#include "tools/offline/sound_length.h"

namespace airmark::tools {
namespace {

constexpr analysis::WindowPlan kWholePlan{.window_s = analysis::kLongestWindowS,
                                          .interval_s = analysis::kLongestWindowS,
                                          .keep_whole_up_to_s = analysis::kLongestWindowS};

}  // namespace

Result<std::optional<WindowAnalysis>> measure_whole(SoundSource& source, std::string_view name,
                                                    const Excerpt& excerpt,
                                                    analysis::FeatureRequest tables,
                                                    const std::function<void(double)>& on_progress,
                                                    const std::stop_token& stop) {
  const std::optional<double> expected_s = expected_duration_s(source, excerpt);
  if (expected_s.value_or(0.0) > analysis::kLongestWindowS) return too_long_to_describe(name);
  const double rate_hz = source.sample_rate_hz();
  std::optional<WindowAnalysis> measured;
  analysis::AnalysisPipeline pipeline({.source_rate_hz = rate_hz,
                                       .channel_count = source.channel_count(),
                                       .plan = kWholePlan,
                                       .tables = tables},
                                      [&](const WindowAnalysis& window) { measured = window; });
  bool too_long = false;
  const auto read = for_each_block(
      source, excerpt,
      [&](const AudioBlock& block) {
        const auto end_frame = block.first_frame + static_cast<std::int64_t>(block.frame_count);
        const double end_s = static_cast<double>(end_frame) / rate_hz;
        too_long = end_s > analysis::kLongestWindowS;
        if (too_long) return false;
        pipeline.push(block);
        if (expected_s) on_progress(end_s / *expected_s);
        return true;
      },
      stop);
  if (!read) return read.error();
  if (stop.stop_requested()) return std::optional<WindowAnalysis>();
  if (too_long) return too_long_to_describe(name);
  const auto length_s =
      checked_duration_s(name, source, excerpt, read.value(), kShortestDescribedS, "describe");
  if (!length_s) return length_s.error();
  pipeline.finish();
  return measured;
}

}  // namespace airmark::tools
