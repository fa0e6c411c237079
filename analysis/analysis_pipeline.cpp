#include "analysis/analysis_pipeline.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "analysis/framing/audio_history.h"
#include "analysis/framing/finite_block.h"
#include "analysis/framing/resampler.h"
#include "analysis/framing/stream_grid.h"
#include "analysis/framing/window_cutter.h"
#include "analysis/rhythm/tempo_follower.h"
#include "analysis/source/source_meter.h"
#include "analysis/structure/change_detector.h"
#include "analysis/summary/window_measurer.h"

namespace airmark::analysis {
namespace {

/// How far libsoxr's HQ is behind: 42 ms at 11 kHz and above, 102 ms at 8 kHz.
constexpr double kResamplerLagS = 0.125;

std::int64_t frames_in(double duration_s) { return std::llround(duration_s * kAnalysisRateHz); }

WindowCutter::Config cutter_config(const WindowPlan& plan) {
  constexpr std::int64_t kFewest = kFewestWindowSamples;
  const std::int64_t fewest_whole_hops = (kFewest + kHopFrames - 1) / kHopFrames * kHopFrames;
  return {.window_frames = std::max(whole_hops_frames(plan.window_s), fewest_whole_hops),
          .interval_frames = std::max<std::int64_t>(whole_hops_frames(plan.interval_s), kHopFrames),
          .keep_whole_frames = frames_in(plan.keep_whole_up_to_s),
          .shortest_frames = std::max(frames_in(kShortestWindowS), kFewest),
          .fewest_frames = kFewest};
}

/// What comes before it is known to be cut or not.
std::int64_t lag_frames(const WindowPlan& plan) {
  return Resampler::kLongestOutputFrames +
         (plan.cut_at_changes ? ChangeDetector::kLongestLagFrames : 0);
}

/// What the history holds when a window is reported: the window and what lies behind it already.
std::int64_t expected_frames(const WindowPlan& plan) {
  const WindowCutter::Config config = cutter_config(plan);
  return std::max(config.window_frames, config.keep_whole_frames) + lag_frames(plan);
}

/// The source is measured up to where windows are cut, as far as only one window needs it.
std::int64_t expected_source_frames(const WindowPlan& plan, int source_rate_hz) {
  constexpr std::int64_t kWaiting = FiniteBlock::kMaxFrames + Resampler::kBlockFrames;
  const WindowCutter::Config config = cutter_config(plan);
  const std::int64_t shared =
      std::max<std::int64_t>({config.window_frames - config.interval_frames,
                              config.keep_whole_frames - config.window_frames, 0});
  return source_frame_of(shared + lag_frames(plan), source_rate_hz) + kWaiting +
         SourceMeter::most_needed_frames(source_rate_hz) +
         std::llround(kResamplerLagS * source_rate_hz);
}

}  // namespace

class AnalysisPipeline::Implementation {
 public:
  Implementation(const Config& config, OnWindow on_window, OnTempo on_tempo)
      : source_rate_hz_(static_cast<int>(std::lround(config.source_rate_hz))),
        on_window_(std::move(on_window)),
        piece_(static_cast<std::size_t>(config.channel_count)),
        resampler_(source_rate_hz_, [this](std::span<const float> mono) { take_mono(mono); }),
        cutter_(cutter_config(config.plan)),
        mono_(1, expected_frames(config.plan)),
        source_(static_cast<std::size_t>(config.channel_count),
                expected_source_frames(config.plan, source_rate_hz_)),
        source_meter_(source_rate_hz_, static_cast<std::size_t>(config.channel_count)),
        measurer_(config.tables) {
    assert(config.source_rate_hz == source_rate_hz_);
    if (config.plan.cut_at_changes)
      changes_.emplace([this](const ChangePoint& change) { cutter_.change(change.frame); });
    if (on_tempo) tempo_.emplace(std::move(on_tempo));
    begin_stretch(0);
  }

  void push(const AudioBlock& block) {
    assert(!finished_);
    assert(block.first_frame >= next_source_frame_);
    if (block.first_frame > next_source_frame_) continue_after_gap(block.first_frame);
    for (std::size_t offset = 0; offset < block.frame_count; offset += FiniteBlock::kMaxFrames)
      take(block, offset, std::min(FiniteBlock::kMaxFrames, block.frame_count - offset));
  }

  void finish() {
    if (finished_) return;
    finished_ = true;
    end_stretch();
  }

 private:
  void take(const AudioBlock& block, std::size_t offset, std::size_t frame_count) {
    piece_.assign(block, offset, frame_count);
    next_source_frame_ += static_cast<std::int64_t>(frame_count);
    // Behind a gap, what lies before the grid is passed over.
    const std::int64_t wanted = next_source_frame_ - source_.end_frame();
    if (wanted <= 0) return;
    piece_.drop_front(frame_count - static_cast<std::size_t>(wanted));
    source_.append(piece_.channels(), piece_.size());
    resampler_.push(piece_.mean());
    follow_source();
    drop_what_no_window_needs();
  }

  void take_mono(std::span<const float> mono) {
    const float* const channel = mono.data();
    mono_.append({&channel, 1}, mono.size());
    if (tempo_) tempo_->push(mono);
    if (changes_) changes_->push(mono);
    cut(settled_frame());
    follow_source();
    drop_what_no_window_needs();
  }

  std::int64_t settled_frame() const noexcept {
    return changes_ ? changes_->settled_frame() : mono_.end_frame();
  }

  void cut(std::int64_t settled_frame) {
    while (const auto window = cutter_.next(mono_.end_frame(), settled_frame)) report(*window);
  }

  void continue_after_gap(std::int64_t source_frame) {
    end_stretch();
    lost_frames_ += source_frame - next_source_frame_;
    next_source_frame_ = source_frame;
    begin_stretch(source_frame);
  }

  void begin_stretch(std::int64_t source_frame) {
    const std::int64_t first_frame = grid_frame_from(source_frame, source_rate_hz_);
    cutter_.begin(first_frame);
    if (changes_) changes_->begin(first_frame);
    if (tempo_) tempo_->begin(first_frame);
    mono_.begin(first_frame);
    source_.begin(source_frame_of(first_frame, source_rate_hz_));
    source_meter_.begin(source_.first_frame());
  }

  void end_stretch() {
    resampler_.finish();
    if (changes_) changes_->finish();
    cut(mono_.end_frame());
    if (const auto window = cutter_.finish(mono_.end_frame(), finished_)) report(*window);
  }

  void report(const WindowCutter::Window& cut) {
    const StreamSpan& window = cut.span;
    const WindowFeatures& features =
        measurer_.measure(mono_.frames(0, window.first_frame, window.end_frame()));
    WindowAnalysis analysis;
    analysis.window = window;
    analysis.starts_at_change = cut.starts_at_change;
    analysis.source_rate_hz = source_rate_hz_;
    analysis.source_channel_count = static_cast<int>(piece_.channels().size());
    analysis.lost_frames = std::exchange(lost_frames_, 0);
    analysis.audible_ratio = features.audible_ratio;
    analysis.gtzan58 = features.gtzan58;
    analysis.mir103 = features.mir103;
    analysis.embedding45 = features.embedding45;
    analysis.musical = features.musical;
    analysis.tempo_candidates = features.tempo_candidates;
    analysis.key = features.key;
    measure_source(window, analysis);
    on_window_(analysis);
  }

  /// What is measured at the source's own rate and channels.
  void measure_source(const StreamSpan& window, WindowAnalysis& analysis) {
    begin_source_at(window.first_frame);
    const SourceMeasures measures =
        source_meter_.measure(source_, source_frame_up_to(window.end_frame()));
    analysis.loudness = measures.loudness;
    analysis.musical[static_cast<std::size_t>(Musical::StereoWidth)] = measures.stereo.width;
    analysis.musical[static_cast<std::size_t>(Musical::StereoCorrelation)] =
        measures.stereo.correlation;
  }

  void begin_source_at(std::int64_t frame) noexcept {
    const std::int64_t source_frame = source_frame_of(frame, source_rate_hz_);
    if (source_meter_.first_frame() != source_frame) source_meter_.begin(source_frame);
  }

  std::int64_t source_frame_up_to(std::int64_t frame) const noexcept {
    // The last sample of a stream may be rounded up into being.
    return std::min(source_frame_of(frame, source_rate_hz_), source_.end_frame());
  }

  /// Measures the source as far as the window due reaches for certain.
  void follow_source() {
    const StreamSpan due = cutter_.due();
    begin_source_at(due.first_frame);
    source_meter_.follow(source_, source_frame_up_to(std::min(due.end_frame(), settled_frame())));
  }

  void drop_what_no_window_needs() {
    mono_.drop_before(cutter_.first_needed_frame(settled_frame()));
    const std::int64_t later = std::min(cutter_.first_frame_behind_due(), settled_frame());
    source_.drop_before(
        std::min(source_meter_.first_needed_frame(), source_frame_of(later, source_rate_hz_)));
  }

  const int source_rate_hz_;
  const OnWindow on_window_;
  FiniteBlock piece_;
  Resampler resampler_;
  WindowCutter cutter_;
  std::optional<ChangeDetector> changes_;  // empty where windows are not cut at them
  std::optional<TempoFollower> tempo_;     // empty where nobody asks for it
  AudioHistory mono_;                      // at kAnalysisRateHz
  AudioHistory source_;                    // as it came
  SourceMeter source_meter_;
  WindowMeasurer measurer_;
  std::int64_t next_source_frame_ = 0;  // where the next block should start
  std::int64_t lost_frames_ = 0;        // gaps since the last window, at the source rate
  bool finished_ = false;
};

AnalysisPipeline::AnalysisPipeline(const Config& config, OnWindow on_window, OnTempo on_tempo)
    : implementation_(
          std::make_unique<Implementation>(config, std::move(on_window), std::move(on_tempo))) {}
AnalysisPipeline::~AnalysisPipeline() = default;

void AnalysisPipeline::push(const AudioBlock& block) { implementation_->push(block); }
void AnalysisPipeline::finish() { implementation_->finish(); }

}  // namespace airmark::analysis
