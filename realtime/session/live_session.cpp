#include "realtime/session/live_session.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

#include "realtime/publish/wave_recorder.h"
#include "realtime/publish/windows_file.h"
#include "realtime/session/analysis_thread.h"
#include "realtime/session/event_stream.h"
#include "realtime/session/sink_runner.h"
#include "realtime/session/stream_reader.h"
#include "realtime/session/tagging_thread.h"
#include "realtime/session/tempo_publisher.h"
#include "realtime/session/window_publisher.h"

namespace airmark::realtime {
namespace {

constexpr std::chrono::minutes kHealthPeriod{1};
// What a sink gets to publish the last events; all sinks at the same time.
constexpr std::chrono::milliseconds kClosingTime{400};

std::vector<SinkRunner*> pointers(const std::vector<std::unique_ptr<SinkRunner>>& runners) {
  std::vector<SinkRunner*> result;
  for (const auto& runner : runners) result.push_back(runner.get());
  return result;
}

}  // namespace

class LiveSession::Implementation {
 public:
  Implementation(const Config& config, std::unique_ptr<Capture> capture,
                 std::unique_ptr<Tagger> tagger, std::unique_ptr<Tagger> second_opinion,
                 std::vector<std::unique_ptr<Sink>> sinks);

  Result<Done> run(std::stop_token stop);

 private:
  Result<Done> open();
  Result<Done> start();
  void wait(const std::stop_token& stop);
  void stop();
  Result<Done> outcome() const;

  void keep(const WindowAnalysis& analysis);
  void publish_health();
  CaptureHealth health() const;

  const Config config_;
  std::unique_ptr<Capture> capture_;
  std::unique_ptr<Tagger> tagger_;
  std::stop_source end_;  ///< Requested by whatever ends the session.
  std::vector<std::unique_ptr<SinkRunner>> sinks_;
  EventStream events_;
  std::unique_ptr<TaggingThread> second_opinion_;  // may be absent
  WindowPublisher publisher_;
  TempoPublisher tempo_;
  std::unique_ptr<WindowsFile> windows_;  // may be absent; analysis thread only
  std::optional<Error> windows_failure_;  // analysis thread until it has ended
  std::optional<StreamReader> reader_;
  std::optional<AnalysisThread> analysis_;
};

LiveSession::Implementation::Implementation(const Config& config, std::unique_ptr<Capture> capture,
                                            std::unique_ptr<Tagger> tagger,
                                            std::unique_ptr<Tagger> second_opinion,
                                            std::vector<std::unique_ptr<Sink>> sinks)
    : config_(config),
      capture_(std::move(capture)),
      tagger_(std::move(tagger)),
      sinks_([&] {
        std::vector<std::unique_ptr<SinkRunner>> runners;
        for (std::unique_ptr<Sink>& sink : sinks) {
          runners.push_back(std::make_unique<SinkRunner>(
              std::move(sink),
              SinkRunner::Callbacks{[this](const std::string& message) { events_.alarm(message); },
                                    [this] { end_.request_stop(); }}));
        }
        return runners;
      }()),
      events_(pointers(sinks_)),
      second_opinion_(second_opinion
                          ? std::make_unique<TaggingThread>(
                                std::move(second_opinion),
                                [this](const std::string& message) { events_.alarm(message); })
                          : nullptr),
      publisher_(*tagger_, second_opinion_.get(), events_,
                 analysis::TagTracker::Config::for_windows_of(config.plan.window_s)),
      tempo_(events_) {}

Result<Done> LiveSession::Implementation::run(std::stop_token stop) {
  Result<Done> ready = open();
  if (!ready) return ready;
  Result<Done> started = start();
  if (started) wait(stop);
  this->stop();
  return started ? outcome() : started;
}

Result<Done> LiveSession::Implementation::open() {
  std::unique_ptr<WaveRecorder> recorder;
  if (config_.record) {
    Result<std::unique_ptr<WaveRecorder>> created = WaveRecorder::create(*config_.record);
    if (!created) return created.error();
    recorder = std::move(created).value();
  }
  if (config_.windows) {
    Result<std::unique_ptr<WindowsFile>> created = WindowsFile::create(*config_.windows);
    if (!created) return created.error();
    windows_ = std::move(created).value();
  }
  for (const auto& sink : sinks_) {
    Result<Done> opened = sink->open();
    if (!opened) return opened;
  }
  reader_.emplace(
      StreamReader::Config{config_.plan, config_.duration_s}, std::move(recorder),
      StreamReader::Output{[this] {
                             publisher_.begin_stream();
                             tempo_.begin_stream();
                           },
                           [this](const WindowAnalysis& analysis) {
                             keep(analysis);
                             publisher_.on_window(analysis);
                           },
                           [this](const TempoReport& report) { tempo_.on_report(report); },
                           [this](const std::string& message) { events_.alarm(message); }});
  analysis_.emplace(capture_->chunks(), *reader_, publisher_, tempo_, config_.nothing_heard_after,
                    [this] { end_.request_stop(); });
  return Done{};
}

Result<Done> LiveSession::Implementation::start() {
  for (const auto& sink : sinks_) sink->start();
  if (second_opinion_) second_opinion_->start();
  Result<Done> started =
      capture_->start([this](const std::string& message) { events_.alarm(message); });
  if (!started) return started;
  events_.begin(capture_->name());
  publish_health();
  analysis_->start();
  return started;
}

void LiveSession::Implementation::wait(const std::stop_token& stop) {
  const std::stop_callback outside(stop, [this] { end_.request_stop(); });
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  auto next_health = std::chrono::steady_clock::now() + kHealthPeriod;
  while (!end_.stop_requested()) {
    never.wait_until(lock, end_.get_token(), next_health, [] { return false; });
    if (end_.stop_requested()) return;
    publish_health();
    next_health += kHealthPeriod;
  }
}

// The reverse of start(), in which each part has published its last before the next one ends.
void LiveSession::Implementation::stop() {
  capture_->stop();
  analysis_->stop();
  if (second_opinion_) second_opinion_->stop();
  publish_health();
  for (const auto& sink : sinks_) sink->close();
  const auto deadline = std::chrono::steady_clock::now() + kClosingTime;
  for (const auto& sink : sinks_) sink->join(deadline);
}

Result<Done> LiveSession::Implementation::outcome() const {
  if (reader_->recording_failure()) return *reader_->recording_failure();
  if (windows_failure_) return *windows_failure_;
  for (const auto& sink : sinks_)
    if (sink->failure()) return *sink->failure();
  return Done{};
}

void LiveSession::Implementation::keep(const WindowAnalysis& analysis) {
  if (!windows_) return;
  const Result<Done> kept = windows_->append(analysis);
  if (kept) return;
  windows_.reset();
  windows_failure_ = kept.error();
  events_.alarm(kept.error().message);
}

void LiveSession::Implementation::publish_health() {
  TagEvent event;
  event.type = TagEventType::Health;
  event.health = health();
  events_.publish(std::move(event));
}

CaptureHealth LiveSession::Implementation::health() const {
  CaptureHealth health = capture_->health();
  if (second_opinion_) health.windows_replaced = second_opinion_->windows_replaced();
  health.unusable_samples = reader_->unusable_samples();
  // A stuck analysis shows in what the capture drops, a hole in the feed in what the reader misses.
  const std::int64_t lost = std::max(health.frames_dropped, reader_->frames_missing());
  const std::int64_t total =
      std::max(health.frames_seen, reader_->frames_read() + reader_->frames_missing());
  health.coverage = total > 0 ? 1.0 - static_cast<double>(lost) / static_cast<double>(total) : 1.0;
  return health;
}

LiveSession::LiveSession(const Config& config, std::unique_ptr<Capture> capture,
                         std::unique_ptr<Tagger> tagger, std::unique_ptr<Tagger> second_opinion,
                         std::vector<std::unique_ptr<Sink>> sinks)
    : implementation_(std::make_unique<Implementation>(config, std::move(capture),
                                                       std::move(tagger), std::move(second_opinion),
                                                       std::move(sinks))) {}
LiveSession::~LiveSession() = default;

Result<Done> LiveSession::run(std::stop_token stop) {
  return implementation_->run(std::move(stop));
}

}  // namespace airmark::realtime
