#include "realtime/publish/terminal_sink.h"

#include <unistd.h>

#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <utility>

#include "realtime/publish/on_air_text.h"

namespace airmark::realtime {
namespace {

constexpr const char* kBold = "\033[1m";
constexpr const char* kDim = "\033[2m";
constexpr const char* kYellow = "\033[33m";
constexpr const char* kPlain = "\033[0m";

std::string clock_text(std::chrono::system_clock::time_point time) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
  std::tm local{};
  localtime_r(&seconds, &local);
  std::array<char, 16> text{};
  std::strftime(text.data(), text.size(), "%H:%M:%S", &local);
  return text.data();
}

std::string percent(double share, int decimals) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.*f %%", decimals, 100.0 * share);
  return text.data();
}

/// Whole beats, which is what a person reads off a mixer.
std::string tempo_words(const TempoReport& tempo) {
  return tempo.bpm ? std::to_string(std::lround(*tempo.bpm)) + " BPM" : "no clear beat";
}

}  // namespace

TerminalSink::TerminalSink(const Config& config)
    : colour_(config.colour), output_(config.descriptor, "the terminal") {}

Result<Publication> TerminalSink::publish(const TagEvent& event, std::stop_token stop) {
  const std::string text = words(event);
  if (text.empty()) return Publication::Ignored;
  return output_.write(painted(kDim, clock_text(event.time)) + "  " + text + '\n', stop);
}

std::string TerminalSink::words(const TagEvent& event) {
  switch (event.type) {
    case TagEventType::State: {
      const std::string text = painted(kBold, on_air_text(event.state));
      if (event.state.state != AirState::Music) return text;
      return text + " (" + percent(event.state.confidence, 0) + ")";
    }
    case TagEventType::Tempo:
      return event.tempo ? tempo_words(*event.tempo) : std::string();
    case TagEventType::Alarm:
      return painted(kYellow, "! " + event.message);
    case TagEventType::Health:
      return event.health ? health_words(event) : std::string();
    case TagEventType::Window:
    case TagEventType::File:
      return {};
  }
  return {};
}

std::string TerminalSink::health_words(const TagEvent& event) {
  const CaptureHealth& now = *event.health;
  const bool first = !told_;
  const bool more_lost = told_ && now.frames_dropped > told_->frames_dropped;
  if (!first && !more_lost) return {};
  told_ = now;
  if (first) return painted(kDim, "listening as " + event.source + "; Ctrl-C ends");
  return painted(kYellow, "! " + std::to_string(now.frames_dropped) +
                              " frames were lost since the start; analysed " +
                              percent(now.coverage, 2) + ", server xruns " +
                              std::to_string(now.xruns));
}

std::string TerminalSink::painted(const char* colour, const std::string& text) const {
  return colour_ ? colour + text + kPlain : text;
}

bool wants_colour(int descriptor) {
  const char* refused = std::getenv("NO_COLOR");
  return isatty(descriptor) == 1 && (refused == nullptr || *refused == '\0');
}

}  // namespace airmark::realtime
