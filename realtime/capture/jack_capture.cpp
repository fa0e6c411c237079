#include "realtime/capture/jack_capture.h"

#include <pthread.h>

#include <algorithm>
#include <condition_variable>
#include <csignal>
#include <future>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>

#include "realtime/capture/audio_tap.h"
#include "realtime/capture/connection_policy.h"
#include "realtime/capture/jack_client.h"

namespace airmark::realtime {
namespace {

using namespace std::chrono_literals;

/// 11 s at 48 kHz, 2.7 s at 192 kHz: longer than any stall of the reader ever seen, 4 MB.
constexpr std::size_t kQueueChunks = 4096;

/// How often the supervisor looks. A change of the graph is acted on when one look has found it
/// quiet, so that a player's two connections are seen together.
constexpr auto kTick = 50ms;

/// A graph that never falls quiet is acted on all the same after so many looks.
constexpr int kMostTicksOfUnrest = 10;

/// A step that the server refuses is tried again so often, until the graph changes.
constexpr int kMostAttempts = 10;

constexpr auto kServerPoll = 500ms;

/// Closing a client while the server freewheels leaves jackd in an endless loop.
constexpr auto kFreewheelEndPatience = 10s;

/// Signals belong to the main thread, and so libjack's threads, which inherit this mask, do not
/// take them. SIGPIPE comes from writing to a server that died.
void block_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGUSR1, SIGUSR2})
    sigaddset(&signals, signal);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

std::string plural(std::size_t count, const std::string& noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

/// The supervisor thread makes every call to libjack; the process thread only feeds the tap.
class JackCapture final : public Capture {
 public:
  explicit JackCapture(const JackCaptureConfig& config) : config_(config) {}
  ~JackCapture() override { stop(); }

  Result<Done> start(OnNotice on_notice) override;
  void stop() noexcept override;
  ChunkQueue& chunks() noexcept override { return queue_; }
  std::string name() const override;
  CaptureHealth health() const noexcept override;

 private:
  void supervise(const std::stop_token& stop, std::promise<Result<Done>> started);
  Result<Done> join_server();
  void wait_for_server(const std::stop_token& stop);
  void report_changes();
  void follow_graph();
  void apply_policy();
  void leave_server();
  void pause(const std::stop_token& stop, std::chrono::milliseconds duration);

  const JackCaptureConfig config_;
  ChunkQueue queue_{kQueueChunks};
  AudioTap tap_{queue_};
  JackEvents events_;
  std::atomic<std::int64_t> reconnects_{0};

  mutable std::mutex name_mutex_;
  std::string name_;  ///< Under name_mutex_.

  // Supervisor thread only, once it runs.
  OnNotice on_notice_;
  std::optional<ConnectionPolicy> policy_;
  std::unique_ptr<JackClient> client_;
  std::uint32_t known_rate_hz_ = 0;
  std::uint32_t known_buffer_frames_ = 0;
  bool plan_due_ = false;
  int ticks_of_unrest_ = 0;
  int attempts_ = 0;
  std::mutex pause_mutex_;
  std::condition_variable_any stopping_;

  std::jthread supervisor_;
};

Result<Done> JackCapture::start(OnNotice on_notice) {
  auto selector = FeedSelector::parse(config_.connect);
  if (!selector) return selector.error();
  policy_.emplace(std::move(selector).value());
  on_notice_ = std::move(on_notice);
  std::promise<Result<Done>> started;
  auto outcome = started.get_future();
  supervisor_ =
      std::jthread([this, started = std::move(started)](const std::stop_token& stop) mutable {
        supervise(stop, std::move(started));
      });
  return outcome.get();
}

void JackCapture::stop() noexcept {
  tap_.stop_waiting();
  supervisor_.request_stop();
  if (supervisor_.joinable()) supervisor_.join();
}

std::string JackCapture::name() const {
  const std::lock_guard lock(name_mutex_);
  return name_;
}

CaptureHealth JackCapture::health() const noexcept {
  const TapCounters& seen = tap_.counters();
  CaptureHealth health;
  health.callbacks = seen.callbacks.load();
  health.frames_seen = seen.frames_seen.load();
  health.frames_dropped = seen.frames_dropped.load();
  health.worst_callback_us = 1e-3 * static_cast<double>(seen.worst_callback_ns.load());
  health.xruns = events_.xruns.load();
  health.reconnects = reconnects_.load();
  return health;
}

void JackCapture::supervise(const std::stop_token& stop, std::promise<Result<Done>> started) {
  pthread_setname_np(pthread_self(), "airmark-capture");
  block_signals();
  auto joined = join_server();
  const bool running = static_cast<bool>(joined);
  started.set_value(std::move(joined));
  while (running && !stop.stop_requested()) {
    if (events_.server_gone.load()) {
      wait_for_server(stop);
      continue;
    }
    report_changes();
    follow_graph();
    pause(stop, kTick);
  }
  leave_server();
}

/// Opens the client, lets audio in and makes the first connections.
Result<Done> JackCapture::join_server() {
  auto opened = JackClient::open({config_.client_name, config_.server_name}, tap_, events_);
  if (!opened) return opened.error();
  client_ = std::move(opened).value();
  {
    const std::lock_guard lock(name_mutex_);
    name_ = client_->name();
  }
  known_rate_hz_ = events_.sample_rate_hz.load();
  known_buffer_frames_ = events_.buffer_frames.load();
  if (auto active = client_->activate(); !active) {
    client_.reset();
    return active;
  }
  apply_policy();
  return Done{};
}

/// Returns when a server is back or stop was requested.
void JackCapture::wait_for_server(const std::stop_token& stop) {
  client_.reset();
  on_notice_("the JACK server went away; waiting for it to come back");
  tap_.mark_interruption();
  policy_->server_restarted();
  for (pause(stop, kServerPoll); !stop.stop_requested(); pause(stop, kServerPoll)) {
    if (!join_server()) continue;
    ++reconnects_;
    on_notice_("the JACK server is back; connected again as '" + client_->name() + "'");
    return;
  }
}

void JackCapture::report_changes() {
  if (const auto rate_hz = events_.sample_rate_hz.load(); rate_hz != known_rate_hz_) {
    known_rate_hz_ = rate_hz;
    on_notice_("the sample rate is now " + std::to_string(rate_hz) + " Hz; a new stream begins");
  }
  if (const auto frames = events_.buffer_frames.load(); frames != known_buffer_frames_) {
    known_buffer_frames_ = frames;
    on_notice_("the buffer size is now " + plural(frames, "frame"));
  }
}

void JackCapture::follow_graph() {
  if (events_.graph_changed.exchange(false)) {
    plan_due_ = true;
    attempts_ = 0;
    if (++ticks_of_unrest_ < kMostTicksOfUnrest) return;
  }
  ticks_of_unrest_ = 0;
  if (plan_due_) apply_policy();
}

void JackCapture::apply_policy() {
  plan_due_ = false;
  bool all_taken = true;
  for (const auto& step : policy_->plan(client_->graph(), client_->name())) {
    const bool taken = step.connect ? client_->connect(step.feed) : client_->disconnect(step.feed);
    if (taken) policy_->carried_out(step);
    all_taken = all_taken && taken;
  }
  if (!all_taken && ++attempts_ < kMostAttempts) plan_due_ = true;
}

void JackCapture::leave_server() {
  const auto deadline = std::chrono::steady_clock::now() + kFreewheelEndPatience;
  while (client_ != nullptr && events_.freewheeling.load() && !events_.server_gone.load() &&
         std::chrono::steady_clock::now() < deadline)
    std::this_thread::sleep_for(kTick);
  client_.reset();
}

void JackCapture::pause(const std::stop_token& stop, std::chrono::milliseconds duration) {
  std::unique_lock lock(pause_mutex_);
  stopping_.wait_for(lock, stop, duration, [] { return false; });
}

}  // namespace

std::unique_ptr<Capture> make_jack_capture(const JackCaptureConfig& config) {
  return std::make_unique<JackCapture>(config);
}

}  // namespace airmark::realtime
