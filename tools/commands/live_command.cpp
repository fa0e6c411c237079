#include "tools/commands/live_command.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/classify/built_in_taggers.h"
#include "realtime/capture/jack_capture.h"
#include "realtime/publish/json_lines_sink.h"
#include "realtime/publish/now_playing_file.h"
#include "realtime/publish/terminal_sink.h"
#include "realtime/session/live_session.h"
#include "tools/common/seconds_flag.h"
#include "tools/common/window_plan.h"

namespace airmark::tools {
namespace {

constexpr const char* kFlagsOfASetting[] = {
    "live.name",   "live.connect", "live.server",         "live.window",     "live.interval",
    "live.tagger", "live.model",   "live.second_opinion", "live.now_playing"};

std::optional<std::filesystem::path> path_or_none(const std::string& text) {
  if (text.empty()) return std::nullopt;
  return std::filesystem::path(text);
}

Result<std::unique_ptr<Tagger>> make_tagger(const Settings& settings, std::string_view key) {
  return analysis::make_built_in_tagger(settings.text(key),
                                        path_or_none(settings.text("live.model")));
}

realtime::JackCaptureConfig capture_config(const Settings& settings) {
  return {settings.text("live.name"), settings.text("live.server"), settings.texts("live.connect")};
}

class LiveCommand : public Command {
 public:
  std::string_view name() const override { return "live"; }
  std::string_view summary() const override {
    return "listen to a live JACK feed and say what is on the air";
  }

  void declare(CLI::App& parser, Settings& settings) override {
    for (const char* key : kFlagsOfASetting) settings.add_flag(parser, key);
    parser.add_option("--duration", duration_s_, "Stop after this much captured audio")
        ->type_name("SECONDS")
        ->check(seconds_from(kFewestSeconds));
    parser.add_flag("--json", json_, "Print JSON lines on a terminal, too");
    parser.add_option("--record", record_, "Keep what was captured: a WAV file of 32-bit floats")
        ->type_name("FILE");
    parser.add_option("--windows", windows_, "Keep each window's measurements: JSON lines")
        ->type_name("FILE");
  }

  Result<ExitCode> run(const Settings& settings, std::stop_token stop) override {
    Result<std::unique_ptr<Tagger>> tagger = make_tagger(settings, "live.tagger");
    if (!tagger) return tagger.error();
    std::unique_ptr<Tagger> second_opinion;
    if (!settings.text("live.second_opinion").empty()) {
      Result<std::unique_ptr<Tagger>> made = make_tagger(settings, "live.second_opinion");
      if (!made) return made.error();
      second_opinion = std::move(made).value();
    }
    realtime::LiveSession session(
        session_config(settings), realtime::make_jack_capture(capture_config(settings)),
        std::move(tagger).value(), std::move(second_opinion), sinks(settings));
    const Result<Done> done = session.run(std::move(stop));
    if (!done) return done.error();
    return ExitCode::Done;
  }

 private:
  realtime::LiveSession::Config session_config(const Settings& settings) const {
    realtime::LiveSession::Config config;
    config.plan = announced_window_plan(settings, "live");
    config.duration_s = duration_s_;
    if (record_) config.record = *record_;
    if (windows_) config.windows = *windows_;
    return config;
  }

  std::vector<std::unique_ptr<realtime::Sink>> sinks(const Settings& settings) const {
    std::vector<std::unique_ptr<realtime::Sink>> sinks;
    if (!json_ && isatty(STDOUT_FILENO) == 1) {
      sinks.push_back(std::make_unique<realtime::TerminalSink>(
          realtime::TerminalSink::Config{STDOUT_FILENO, realtime::wants_colour(STDOUT_FILENO)}));
    } else {
      sinks.push_back(std::make_unique<realtime::JsonLinesSink>(STDOUT_FILENO, "standard output"));
    }
    if (const auto path = path_or_none(settings.text("live.now_playing")))
      sinks.push_back(std::make_unique<realtime::NowPlayingFile>(*path));
    return sinks;
  }

  std::optional<double> duration_s_;
  bool json_ = false;
  std::optional<std::string> record_;
  std::optional<std::string> windows_;
};

}  // namespace

std::unique_ptr<Command> make_live_command() { return std::make_unique<LiveCommand>(); }

}  // namespace airmark::tools
