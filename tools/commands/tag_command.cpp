#include "tools/commands/tag_command.h"

#include <CLI/CLI.hpp>
#include <chrono>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "analysis/classify/built_in_taggers.h"
#include "analysis/vocabulary/json_text.h"
#include "realtime/publish/on_air_text.h"
#include "realtime/publish/session_name.h"
#include "tools/common/window_plan.h"
#include "tools/offline/file_list.h"
#include "tools/offline/file_run.h"
#include "tools/offline/sound_input.h"
#include "tools/offline/tag_sound.h"
#include "tools/offline/tag_text.h"

namespace airmark::tools {
namespace {

/// A recording that is longer than a window by no more than this is one window: the published clips
/// of "30 seconds" last up to 30.7.
constexpr double kWholeMarginS = 1.0;

/// What events name as the place where the sound was heard.
constexpr const char* kSourceName = "file";

std::string name_of_tag(std::string_view tag) {
  TagState heard;
  heard.state = AirState::Music;
  heard.tag = tag;
  return realtime::on_air_text(heard);  // a file's tags are called what the live feed calls them
}

/// Makes the events of one run; numbers them when they are put out.
class EventStamp {
 public:
  TagEvent event(const FileTurn& turn, TagEventType type, const StreamSpan& window,
                 const TagSet& tags, const TagState& state) const {
    TagEvent event;
    event.type = type;
    event.session = session_;
    event.frame = window.end_frame();
    event.source = kSourceName;
    event.file = turn.path.string();
    event.id = session_ + "-" + std::to_string(turn.place);
    if (type == TagEventType::Window) event.id += "-" + std::to_string(window.first_frame);
    event.state = state;
    event.tags = tags;
    event.window = window;
    return event;
  }

  std::string line(TagEvent&& event) {
    event.time = std::chrono::system_clock::now();
    event.sequence = ++last_sequence_;
    return json_line(event);
  }

 private:
  const std::string session_ = realtime::new_session_name();
  std::int64_t last_sequence_ = 0;
};

class TagCommand : public Command {
 public:
  std::string_view name() const override { return "tag"; }
  std::string_view summary() const override { return "tag files, folders or standard input"; }

  void declare(CLI::App& parser, Settings& settings) override {
    parser.add_option("FILE", arguments_, "Sound files, folders of them, or - for standard input")
        ->required()
        ->option_text("...");
    parser.add_flag("--json", json_, "One JSON object a line for each window and each file");
    parser.add_flag("--windows", windows_,
                    "Print only what is measured of each window, cut as `airmark live` does");
    parser.add_option("--pcm", pcm_, "Layout of headerless standard input, as s16le:44100:2")
        ->type_name("ENCODING:RATE:CHANNELS");
    for (const char* key : {"tag.tagger", "tag.model", "tag.window", "tag.interval", "tag.jobs"})
      settings.add_flag(parser, key);
  }

  Result<ExitCode> run(const Settings& settings, std::stop_token stop) override {
    if (json_ && windows_)
      return Error{ErrorKind::Usage, "--json and --windows are two forms of output; choose one"};
    auto pcm = pcm_of_flag(pcm_, arguments_);
    if (!pcm) return pcm.error();
    const auto files = list_sound_files(arguments_);
    analysis::WindowPlan plan = announced_window_plan(settings, "tag");
    if (!windows_) plan.keep_whole_up_to_s = plan.window_s + kWholeMarginS;
    auto workers = make_workers(settings, files.size(), plan, pcm.value());
    if (!workers) return workers.error();
    RunOutput output;
    output.line_of_event = [this](TagEvent&& event) { return stamp_.line(std::move(event)); };
    return run_over_files(files, workers.value(), output, std::move(stop));
  }

 private:
  Result<std::vector<FileWork>> make_workers(const Settings& settings, std::size_t file_count,
                                             const analysis::WindowPlan& plan,
                                             const std::optional<PcmFormat>& pcm) {
    std::vector<FileWork> workers;
    const std::size_t count = job_count_for(settings.integer("tag.jobs"), file_count);
    for (std::size_t n = 0; n < count; ++n) {
      if (windows_) {
        workers.push_back([=](const FileTurn& turn) { return measure_one(turn, plan, pcm); });
        continue;
      }
      auto made = make_tagger(settings);
      if (!made) return made.error();
      taggers_.push_back(std::move(made).value());
      Tagger* tagger = taggers_.back().get();
      workers.push_back(
          [=, this](const FileTurn& turn) { return tag_one(turn, plan, pcm, *tagger); });
    }
    return workers;
  }

  static Result<std::unique_ptr<Tagger>> make_tagger(const Settings& settings) {
    const std::string model = settings.text("tag.model");
    return analysis::make_built_in_tagger(
        settings.text("tag.tagger"),
        model.empty() ? std::nullopt : std::optional<std::filesystem::path>(model));
  }

  static Result<Done> measure_one(const FileTurn& turn, const analysis::WindowPlan& plan,
                                  const std::optional<PcmFormat>& pcm) {
    auto source = open_sound_input(turn.path, pcm, turn.stop);
    if (!source) return source.error();
    return measure_windows(
        *source.value(), input_name(turn.path), plan,
        [&](const WindowAnalysis& window) { turn.put(OutputLine{json_line(window)}); },
        turn.on_progress, turn.stop);
  }

  Result<Done> tag_one(const FileTurn& turn, const analysis::WindowPlan& plan,
                       const std::optional<PcmFormat>& pcm, Tagger& tagger) const {
    auto source = open_sound_input(turn.path, pcm, turn.stop);
    if (!source) return source.error();
    const auto on_window = [&](const TaggedWindow& tagged) { put_window(turn, tagged); };
    const auto tagged = tag_sound(*source.value(), input_name(turn.path), plan, tagger, on_window,
                                  turn.on_progress, turn.stop);
    if (!tagged) return tagged.error();
    if (tagged.value()) put_verdict(turn, *tagged.value());
    return Done{};
  }

  void put_window(const FileTurn& turn, const TaggedWindow& tagged) const {
    const StreamSpan& window = tagged.analysis.window;
    if (json_)
      turn.put(stamp_.event(turn, TagEventType::Window, window, tagged.tags, tagged.state));
    else
      turn.put(OutputLine{
          window_text(input_name(turn.path), window, tagged.tags, tagged.alone, name_of_tag)});
  }

  void put_verdict(const FileTurn& turn, const TaggedSound& tagged) const {
    if (json_)
      turn.put(stamp_.event(turn, TagEventType::File, tagged.whole, tagged.tags, tagged.state));
    else
      turn.put(OutputLine{
          verdict_text(input_name(turn.path), tagged.tags, tagged.state.state, name_of_tag)});
  }

  std::vector<std::string> arguments_;
  bool json_ = false;
  bool windows_ = false;
  std::string pcm_;
  std::vector<std::unique_ptr<Tagger>> taggers_;  // one per thread
  EventStamp stamp_;
};

}  // namespace

std::unique_ptr<Command> make_tag_command() { return std::make_unique<TagCommand>(); }

}  // namespace airmark::tools
