#include "tools/commands/live_command.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
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
#include "tools/common/log.h"
#include "tools/common/seconds_flag.h"
#include "tools/common/window_plan.h"
#include "tools/tagging/dry_run.h"
#include "tools/tagging/llm_flags.h"
#include "tools/tagging/llm_kit.h"
#include "tools/tagging/tagger_spec.h"

namespace airmark::tools {
namespace {

constexpr const char* kFlagsOfASetting[] = {
    "live.name",    "live.connect", "live.server", "live.window",         "live.interval",
    "live.changes", "live.tagger",  "live.model",  "live.second_opinion", "live.now_playing"};

std::optional<std::filesystem::path> path_or_none(const std::string& text) {
  if (text.empty()) return std::nullopt;
  return std::filesystem::path(text);
}

/// Who answers at once, and who may correct that.
struct Voices {
  std::unique_ptr<Tagger> first;
  std::unique_ptr<Tagger> second_opinion;  // may be absent
};

Result<std::unique_ptr<Tagger>> make_built_in(const Settings& settings, const std::string& name) {
  return analysis::make_built_in_tagger(name, path_or_none(settings.text("live.model")));
}

/// The setting that names a language model; empty where none is asked. A language model is never
/// the first voice: it may take seconds, and the feed goes on.
Result<std::string_view> llm_key(const Settings& settings) {
  const std::string tagger = settings.text("live.tagger");
  const std::string second_opinion = settings.text("live.second_opinion");
  if (asks_llm(tagger) && !second_opinion.empty())
    return Error{ErrorKind::Usage, "--tagger " + tagger +
                                       " is a second opinion after the local tagger's, and so is "
                                       "--second-opinion " +
                                       second_opinion + "; name only one of them"};
  if (asks_llm(tagger)) return std::string_view("live.tagger");
  return std::string_view(asks_llm(second_opinion) ? "live.second_opinion" : "");
}

Result<std::unique_ptr<Tagger>> make_llm_voice(const Settings& settings, std::string_view key,
                                               std::stop_token stop) {
  const auto choice = choose_llm(settings, key);
  if (!choice) return choice.error();
  const auto kit = LlmKit::open(settings, choice.value(), "live", std::move(stop));
  if (!kit) return kit.error();
  return kit.value()->make_tagger([](const std::string& message) { log_error(message); });
}

Result<Voices> make_voices(const Settings& settings, std::stop_token stop) {
  const auto key = llm_key(settings);
  if (!key) return key.error();
  const std::string tagger = settings.text("live.tagger");
  const std::string second_opinion = settings.text("live.second_opinion");
  auto first = make_built_in(settings, asks_llm(tagger) ? "local" : tagger);
  if (!first) return first.error();
  Voices voices{std::move(first).value(), nullptr};
  if (key.value().empty() && second_opinion.empty()) return voices;
  auto second = key.value().empty() ? make_built_in(settings, second_opinion)
                                    : make_llm_voice(settings, key.value(), std::move(stop));
  if (!second) return second.error();
  voices.second_opinion = std::move(second).value();
  return voices;
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
    add_asking_flags(parser, settings);
    parser.add_option("--duration", duration_s_, "Stop after this much captured audio")
        ->type_name("SECONDS")
        ->check(seconds_from(kFewestSeconds));
    parser.add_flag("--json", json_, "Print JSON lines on a terminal, too");
    parser.add_flag("--dry-run", dry_run_,
                    "Do not listen; tell what asking the language model would cost at most");
    parser.add_option("--record", record_, "Keep what was captured: a WAV file of 32-bit floats")
        ->type_name("FILE");
    parser.add_option("--windows", windows_, "Keep each window's measurements: JSON lines")
        ->type_name("FILE");
  }

  Result<ExitCode> run(const Settings& settings, std::stop_token stop) override {
    if (dry_run_) return tell_cost(settings);
    auto voices = make_voices(settings, stop);
    if (!voices) return voices.error();
    realtime::LiveSession session(
        session_config(settings), realtime::make_jack_capture(capture_config(settings)),
        std::move(voices.value().first), std::move(voices.value().second_opinion), sinks(settings));
    const Result<Done> done = session.run(std::move(stop));
    if (!done) return done.error();
    return ExitCode::Done;
  }

 private:
  Result<ExitCode> tell_cost(const Settings& settings) const {
    const auto key = llm_key(settings);
    if (!key) return key.error();
    if (key.value().empty()) {
      const std::string tagger = settings.text("live.tagger");
      std::cout << (json_ ? free_of_charge_json(tagger) : free_of_charge_text(tagger)) << '\n';
      return ExitCode::Done;
    }
    const double interval_s = least_interval_s(window_plan(settings, "live"));
    const auto cost = plan_feed(settings, key.value(), interval_s);
    if (!cost) return cost.error();
    const auto& [model, plan] = cost.value();
    std::cout << (json_ ? feed_plan_json(model, plan) : feed_plan_text(model, plan)) << '\n';
    return ExitCode::Done;
  }

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
  bool dry_run_ = false;
  std::optional<std::string> record_;
  std::optional<std::string> windows_;
};

}  // namespace

std::unique_ptr<Command> make_live_command() { return std::make_unique<LiveCommand>(); }

}  // namespace airmark::tools
