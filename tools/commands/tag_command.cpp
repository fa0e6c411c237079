#include "tools/commands/tag_command.h"

#include <CLI/CLI.hpp>
#include <atomic>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "analysis/classify/built_in_taggers.h"
#include "analysis/vocabulary/json_text.h"
#include "realtime/publish/on_air_text.h"
#include "tools/common/window_plan.h"
#include "tools/offline/event_stamp.h"
#include "tools/offline/file_list.h"
#include "tools/offline/file_run.h"
#include "tools/offline/sound_input.h"
#include "tools/offline/tag_sound.h"
#include "tools/offline/tag_text.h"
#include "tools/tagging/dry_run.h"
#include "tools/tagging/llm_flags.h"
#include "tools/tagging/llm_kit.h"
#include "tools/tagging/tagger_spec.h"

namespace airmark::tools {
namespace {

std::string name_of_tag(std::string_view tag) {
  TagState heard;
  heard.state = AirState::Music;
  heard.tag = tag;
  return realtime::on_air_text(heard);  // a file's tags are called what the live feed calls them
}

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
    parser.add_flag("--dry-run", dry_run_,
                    "Analyse the files, ask no language model, and tell what asking it would cost");
    parser.add_option("--pcm", pcm_, "Layout of headerless standard input, as s16le:44100:2")
        ->type_name("ENCODING:RATE:CHANNELS");
    for (const char* key :
         {"tag.tagger", "tag.model", "tag.window", "tag.interval", "tag.changes", "tag.jobs"})
      settings.add_flag(parser, key);
    add_asking_flags(parser, settings);
  }

  Result<ExitCode> run(const Settings& settings, std::stop_token stop) override {
    if (json_ && windows_)
      return Error{ErrorKind::Usage, "--json and --windows are two forms of output; choose one"};
    if (dry_run_ && windows_)
      return Error{ErrorKind::Usage, "--windows asks nobody; --dry-run has nothing to tell of it"};
    auto pcm = pcm_of_flag(pcm_, arguments_);
    if (!pcm) return pcm.error();
    pcm_format_ = pcm.value();
    const std::string tagger = settings.text("tag.tagger");
    if (dry_run_ && !asks_llm(tagger)) {
      std::cout << (json_ ? free_of_charge_json(tagger) : free_of_charge_text(tagger)) << '\n';
      return ExitCode::Done;
    }
    files_ = list_sound_files(arguments_);
    plan_ = announced_window_plan(settings, "tag");
    if (windows_) return measure(settings, std::move(stop));
    plan_.keep_whole_up_to_s = plan_.window_s + kWholeMarginS;
    if (dry_run_) return tell_cost(settings, std::move(stop));
    return asks_llm(tagger) ? tag_by_llm(settings, std::move(stop))
                            : tag_locally(settings, std::move(stop));
  }

 private:
  /// One thread's tagger, and where it is.
  struct Worker {
    std::unique_ptr<Tagger> tagger;
    const FileTurn* turn = nullptr;
    std::int64_t tagged_frames = 0;  // of the file whose turn it is
  };
  using MakeTagger = std::function<Result<std::unique_ptr<Tagger>>(Worker&)>;

  std::size_t worker_count(const Settings& settings) const {
    return job_count_for(settings.integer("tag.jobs"), files_.size());
  }

  Result<ExitCode> measure(const Settings& settings, std::stop_token stop) const {
    const FileWork work = [this](const FileTurn& turn) { return measure_one(turn); };
    return run_over_files(files_, std::vector<FileWork>(worker_count(settings), work), {},
                          std::move(stop));
  }

  Result<ExitCode> tag_locally(const Settings& settings, std::stop_token stop) {
    const std::string file = settings.text("tag.model");
    const auto model = file.empty() ? std::nullopt : std::optional<std::filesystem::path>(file);
    const auto make = [&](Worker&) {
      return analysis::make_built_in_tagger(settings.text("tag.tagger"), model);
    };
    return tag_all(settings, make, std::move(stop));
  }

  Result<ExitCode> tag_by_llm(const Settings& settings, std::stop_token stop) {
    const auto choice = choose_llm(settings, "tag.tagger");
    if (!choice) return choice.error();
    const auto kit = LlmKit::open(settings, choice.value(), "tag", stop);
    if (!kit) return kit.error();
    const auto make = [&](Worker& worker) {
      return kit.value()->make_safe_tagger(
          [this, &worker](const std::string& message) { alarm(worker, message); });
    };
    const auto done = tag_all(settings, make, std::move(stop));
    const bool went_well = done && done.value() == ExitCode::Done;
    if (went_well && kit.value()->fault_count() > 0) return ExitCode::SomethingFailed;
    return done;
  }

  Result<ExitCode> tell_cost(const Settings& settings, std::stop_token stop) {
    const auto choice = choose_llm(settings, "tag.tagger");
    if (!choice) return choice.error();
    const auto dry = DryRun::open(settings, choice.value(), "tag");
    if (!dry) return dry.error();
    auto done = tag_all(
        settings, [&](Worker&) { return dry.value()->make_tagger(); }, stop);
    if (!done || stop.stop_requested()) return done;
    const RunPlan plan{window_count_, static_cast<std::int64_t>(workers_.size()),
                       dry.value()->count()};
    const PlannedModel& model = dry.value()->model();
    std::cout << (json_ ? run_plan_json(model, plan) : run_plan_text(model, plan)) << '\n';
    return done;
  }

  Result<ExitCode> tag_all(const Settings& settings, const MakeTagger& make, std::stop_token stop) {
    std::vector<FileWork> work;
    for (std::size_t n = 0; n < worker_count(settings); ++n) {
      workers_.push_back(std::make_unique<Worker>());
      Worker& worker = *workers_.back();
      auto made = make(worker);
      if (!made) return made.error();
      worker.tagger = std::move(made).value();
      work.push_back([this, &worker](const FileTurn& turn) { return tag_one(turn, worker); });
    }
    RunOutput output;
    output.line_of_event = [this](TagEvent&& event) { return stamp_.line(std::move(event)); };
    return run_over_files(files_, work, output, std::move(stop));
  }

  Result<Done> measure_one(const FileTurn& turn) const {
    auto source = open_sound_input(turn.path, pcm_format_, turn.stop);
    if (!source) return source.error();
    return measure_windows(
        *source.value(), input_name(turn.path), plan_,
        [&](const WindowAnalysis& window) { turn.put(OutputLine{json_line(window)}); },
        turn.on_progress, turn.stop);
  }

  Result<Done> tag_one(const FileTurn& turn, Worker& worker) {
    auto source = open_sound_input(turn.path, pcm_format_, turn.stop);
    if (!source) return source.error();
    worker.turn = &turn;
    worker.tagged_frames = 0;
    const auto on_window = [&](const TaggedWindow& tagged) { take_window(worker, tagged); };
    const auto tagged = tag_sound(*source.value(), input_name(turn.path), plan_, *worker.tagger,
                                  on_window, turn.on_progress, turn.stop);
    if (!tagged) return tagged.error();
    if (tagged.value()) put_verdict(turn, *tagged.value());
    return Done{};
  }

  void alarm(const Worker& worker, const std::string& message) const {
    worker.turn->put(Notice{message});
    if (json_) worker.turn->put(stamp_.alarm(*worker.turn, worker.tagged_frames, message));
  }

  void take_window(Worker& worker, const TaggedWindow& tagged) {
    const FileTurn& turn = *worker.turn;
    const StreamSpan& window = tagged.analysis.window;
    worker.tagged_frames = window.end_frame();
    ++window_count_;
    if (dry_run_) return;
    if (json_)
      turn.put(stamp_.event(turn, TagEventType::Window, window, tagged.tags, tagged.state));
    else
      turn.put(OutputLine{
          window_text(input_name(turn.path), window, tagged.tags, tagged.alone, name_of_tag)});
  }

  void put_verdict(const FileTurn& turn, const TaggedSound& tagged) const {
    if (dry_run_) return;
    if (json_)
      turn.put(stamp_.event(turn, TagEventType::File, tagged.whole, tagged.tags, tagged.state));
    else
      turn.put(OutputLine{
          verdict_text(input_name(turn.path), tagged.tags, tagged.state.state, name_of_tag)});
  }

  std::vector<std::string> arguments_;
  bool json_ = false;
  bool windows_ = false;
  bool dry_run_ = false;
  std::string pcm_;
  std::optional<PcmFormat> pcm_format_;
  std::vector<ListedFile> files_;
  analysis::WindowPlan plan_;
  std::vector<std::unique_ptr<Worker>> workers_;  // one per thread
  std::atomic<std::int64_t> window_count_{0};
  EventStamp stamp_;
};

}  // namespace

std::unique_ptr<Command> make_tag_command() { return std::make_unique<TagCommand>(); }

}  // namespace airmark::tools
