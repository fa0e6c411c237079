#include "tools/offline/tag_sound.h"

#include <cmath>
#include <utility>

#include "analysis/classify/tag_tracker.h"
#include "analysis/describe/describer.h"
#include "realtime/session/timed_tag.h"
#include "tools/offline/block_reader.h"
#include "tools/offline/sound_length.h"
#include "tools/offline/verdict.h"

namespace airmark::tools {
namespace {

analysis::AnalysisPipeline::Config config_for(const SoundSource& source,
                                              const analysis::WindowPlan& plan) {
  return {.source_rate_hz = source.sample_rate_hz(),
          .channel_count = source.channel_count(),
          .plan = plan};
}

Result<ReadFrames> push_all(SoundSource& source, analysis::AnalysisPipeline& pipeline,
                            const std::function<bool()>& goes_on, const OnProgress& on_progress,
                            const std::stop_token& stop) {
  const auto frame_count = source.frame_count();
  return for_each_block(
      source, Excerpt{},
      [&](const AudioBlock& block) {
        pipeline.push(block);
        if (frame_count)
          on_progress(static_cast<double>(block.first_frame) / static_cast<double>(*frame_count));
        return goes_on();
      },
      stop);
}

/// Tags window after window of one recording and keeps what the verdict needs.
class WindowTagging {
 public:
  WindowTagging(Tagger& tagger, double window_s, const OnTaggedWindow& on_window,
                const std::stop_token& stop)
      : tagger_(tagger),
        on_window_(on_window),
        stop_(stop),
        rules_(analysis::TagTracker::Config::for_windows_of(window_s)) {}

  void take(const WindowAnalysis& analysis) {
    if (failure_ || stop_.stop_requested()) return;
    auto answer = realtime::timed_tag(tagger_, analysis, analysis::describe(analysis), stop_);
    if (!answer) {
      failure_ = answer.error();
      return;
    }
    TaggedWindow window{.analysis = analysis, .tags = std::move(answer).value(), .state = {}};
    verdict_.add(analysis, window.tags);
    window.state = tracker_.update(analysis, window.tags);
    window.alone = alone(analysis, window.tags);
    on_window_(window);
  }

  const std::optional<Error>& failure() const noexcept { return failure_; }
  const Verdict& verdict() const noexcept { return verdict_; }

 private:
  AirState alone(const WindowAnalysis& analysis, const TagSet& tags) const {
    if (is_silent(analysis)) return AirState::Silence;
    const bool sure =
        !tags.tags.empty() && tags.tags.front().probability >= rules_.enter_probability;
    return sure ? AirState::Music : AirState::Unknown;
  }

  Tagger& tagger_;
  const OnTaggedWindow& on_window_;
  const std::stop_token& stop_;
  const analysis::TagTracker::Config rules_;
  analysis::TagTracker tracker_{rules_};
  Verdict verdict_{{.unknown_below = rules_.enter_probability}};
  std::optional<Error> failure_;
};

StreamSpan whole_span(double length_s) {
  return {0, std::llround(length_s * kAnalysisRateHz), kAnalysisRateHz};
}

}  // namespace

Result<std::optional<TaggedSound>> tag_sound(SoundSource& source, std::string_view name,
                                             const analysis::WindowPlan& plan, Tagger& tagger,
                                             const OnTaggedWindow& on_window,
                                             const OnProgress& on_progress,
                                             const std::stop_token& stop) {
  WindowTagging tagging(tagger, plan.window_s, on_window, stop);
  analysis::AnalysisPipeline pipeline(config_for(source, plan),
                                      [&](const WindowAnalysis& window) { tagging.take(window); });
  const auto read = push_all(
      source, pipeline, [&] { return !tagging.failure(); }, on_progress, stop);
  if (!read) return read.error();
  if (stop.stop_requested()) return std::optional<TaggedSound>();
  const auto length_s =
      checked_duration_s(name, source, Excerpt{}, read.value(), kShortestTaggedS, "tag");
  if (!length_s) return length_s.error();
  pipeline.finish();
  if (tagging.failure()) return *tagging.failure();
  return std::optional(TaggedSound{whole_span(length_s.value()), tagging.verdict().tags(),
                                   tagging.verdict().state()});
}

Result<Done> measure_windows(SoundSource& source, std::string_view name,
                             const analysis::WindowPlan& plan,
                             const std::function<void(const WindowAnalysis&)>& on_window,
                             const OnProgress& on_progress, const std::stop_token& stop) {
  analysis::AnalysisPipeline pipeline(config_for(source, plan), on_window);
  const auto read = push_all(
      source, pipeline, [] { return true; }, on_progress, stop);
  if (!read) return read.error();
  if (stop.stop_requested()) return Done{};
  const auto length_s =
      checked_duration_s(name, source, Excerpt{}, read.value(), kShortestDescribedS, "measure");
  if (!length_s) return length_s.error();
  pipeline.finish();
  return Done{};
}

}  // namespace airmark::tools
