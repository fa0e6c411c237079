#include "tools/commands/describe_command.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/describe/describer.h"
#include "analysis/vocabulary/genres.h"
#include "analysis/vocabulary/json_text.h"
#include "tools/common/seconds_flag.h"
#include "tools/offline/describe_sound.h"
#include "tools/offline/description_text.h"
#include "tools/offline/feature_row.h"
#include "tools/offline/file_json.h"
#include "tools/offline/file_list.h"
#include "tools/offline/file_run.h"
#include "tools/offline/sound_input.h"
#include "tools/sound_file/sound_error.h"

namespace airmark::tools {
namespace {

constexpr const char* kFeatureSet = "gtzan58";
/// Below this a tempo, a key or a mood is an accident.
constexpr double kLeastMeaningfulS = 1.0;

enum class Form { Words, Json, Csv };

/// The genre that the file's folder is named after; empty where it is none.
std::string folder_label(const std::filesystem::path& file) {
  std::error_code unknown;
  const auto absolute = std::filesystem::absolute(file, unknown).lexically_normal();
  return genre_identifier(absolute.parent_path().filename().string()).value_or("");
}

std::optional<Notice> notice_for(const std::string& name, const WindowAnalysis& analysis) {
  const double length_s = analysis.window.duration_s();
  if (length_s >= kLeastMeaningfulS) return std::nullopt;
  return Notice{in_quotes(name) + " gives only " + seconds_text(length_s) +
                " of audio: tempo and other values that need time mean little"};
}

class DescribeCommand : public Command {
 public:
  std::string_view name() const override { return "describe"; }
  std::string_view summary() const override { return "say in words what a recording sounds like"; }

  void declare(CLI::App& parser, Settings& settings) override {
    parser.add_option("FILE", arguments_, "Sound files, folders of them, or - for standard input")
        ->required()
        ->option_text("...");
    parser.add_option("--start", excerpt_.start_s, "Seconds from the beginning to leave out")
        ->check(seconds_from(0.0))
        ->type_name("SECONDS");
    parser
        .add_option("--duration", excerpt_.duration_s, "Seconds to look at; to the end if absent")
        ->check(seconds_from(kFewestSeconds))
        ->type_name("SECONDS");
    parser.add_flag("--json", json_,
                    "One JSON object a line: all that was measured, and the words");
    parser
        .add_option("--features", features_,
                    "Print numbers instead of words: gtzan58, the "
                    "values of the published GTZAN table")
        ->check(CLI::IsMember({kFeatureSet}).description(""))
        ->type_name("SET");
    parser.add_flag("--csv", csv_, "Print --features as rows, with exactly that table's columns");
    parser.add_option("--pcm", pcm_, "Layout of headerless standard input, as s16le:44100:2")
        ->type_name("ENCODING:RATE:CHANNELS");
    settings.add_flag(parser, "tag.jobs");
  }

  Result<ExitCode> run(const Settings& settings, std::stop_token stop) override {
    const auto form = chosen_form();
    if (!form) return form.error();
    auto pcm = pcm_of_flag(pcm_, arguments_);
    if (!pcm) return pcm.error();
    const auto files = list_sound_files(arguments_);
    const bool several = files.size() > 1;
    const FileWork work = [&](const FileTurn& turn) {
      return describe_one(turn, form.value(), several, pcm.value());
    };
    const std::size_t job_count = job_count_for(settings.integer("tag.jobs"), files.size());
    RunOutput output;
    if (form.value() == Form::Csv) output.heading = feature_header();  // also of a table of no rows
    return run_over_files(files, std::vector<FileWork>(job_count, work), output, std::move(stop));
  }

 private:
  Result<Form> chosen_form() const {
    if (json_ && (csv_ || !features_.empty()))
      return Error{ErrorKind::Usage,
                   "--json and --features --csv are two forms of output; choose one"};
    if (csv_ != !features_.empty())
      return Error{ErrorKind::Usage, "--features gtzan58 and --csv belong together; give both"};
    return json_ ? Form::Json : csv_ ? Form::Csv : Form::Words;
  }

  Result<Done> describe_one(const FileTurn& turn, Form form, bool several,
                            const std::optional<PcmFormat>& pcm) const {
    auto source = open_sound_input(turn.path, pcm, turn.stop);
    if (!source) return source.error();
    const std::string name = input_name(turn.path);
    const auto measured =
        measure_whole(*source.value(), name, excerpt_, turn.on_progress, turn.stop);
    if (!measured) return measured.error();
    if (!measured.value()) return Done{};
    const WindowAnalysis& analysis = *measured.value();
    if (auto notice = notice_for(name, analysis)) turn.put(std::move(*notice));
    turn.put(OutputLine{text_of(turn.path, analysis, form, several)});
    return Done{};
  }

  static std::string text_of(const std::filesystem::path& path, const WindowAnalysis& analysis,
                             Form form, bool several) {
    if (form == Form::Csv)
      return feature_row(path.filename().string(), analysis.gtzan58, folder_label(path));
    const Description description = analysis::describe(analysis);
    if (form == Form::Json) return with_file(json_line(analysis, description), path.string());
    const std::string text = description_text(analysis, description);
    return several ? input_name(path) + "\n" + text + "\n" : text;
  }

  std::vector<std::string> arguments_;
  Excerpt excerpt_;
  bool json_ = false;
  std::string features_;
  bool csv_ = false;
  std::string pcm_;
};

}  // namespace

std::unique_ptr<Command> make_describe_command() { return std::make_unique<DescribeCommand>(); }

}  // namespace airmark::tools
