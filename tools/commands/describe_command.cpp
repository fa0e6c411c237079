#include "tools/commands/describe_command.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/describe/describer.h"
#include "analysis/vocabulary/genres.h"
#include "analysis/vocabulary/json_text.h"
#include "tools/common/feature_sets.h"
#include "tools/common/seconds_flag.h"
#include "tools/common/setting_table.h"
#include "tools/offline/describe_sound.h"
#include "tools/offline/description_text.h"
#include "tools/offline/feature_row.h"
#include "tools/offline/file_json.h"
#include "tools/offline/file_list.h"
#include "tools/offline/file_run.h"
#include "tools/offline/sound_input.h"
#include "tools/sound_file/sound_error.h"
#include "tools/tagging/llm_flags.h"
#include "tools/tagging/prompt_probe.h"
#include "tools/tagging/prompt_text.h"

namespace airmark::tools {
namespace {

/// Below this a tempo, a key or a mood is an accident.
constexpr double kLeastMeaningfulS = 1.0;

enum class Form { Words, Json, Csv, Prompt, PromptJson };

const std::map<std::string, DescriptionLength> kLengths{{"line", DescriptionLength::Line},
                                                        {"paragraph", DescriptionLength::Paragraph},
                                                        {"full", DescriptionLength::Full}};

/// Who says what a language model would be asked: one probe per thread.
struct Prompts {
  LlmChoice choice;
  std::vector<std::unique_ptr<PromptProbe>> probes;
};

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

analysis::FeatureRequest request_of(const std::vector<FeatureSet>& sets) {
  const auto wants = [&](FeatureSet set) { return std::ranges::find(sets, set) != sets.end(); };
  return {.mir103 = wants(FeatureSet::Mir103), .embedding45 = wants(FeatureSet::Embedding45)};
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
    parser
        .add_option("--length", length_,
                    "How much to say: a line, a paragraph, or full, each number with its sentence")
        ->transform(CLI::CheckedTransformer(kLengths).description(""))
        ->type_name("line|paragraph|full");
    parser.add_flag("--json", json_,
                    "One JSON object a line: all that was measured, and the words");
    parser
        .add_option("--features", features_,
                    "Sets of values: one as a table with --csv, or more to add to --json, as "
                    "mir103,embedding45; `airmark features` lists them")
        ->type_name("SET,...");
    parser.add_flag("--csv", csv_, "Print --features as a table instead of words");
    parser.add_option("--pcm", pcm_, "Layout of headerless standard input, as s16le:44100:2")
        ->type_name("ENCODING:RATE:CHANNELS");
    settings.add_flag(parser, "tag.jobs");
    declare_prompt(parser, settings);
  }

  Result<ExitCode> run(const Settings& settings, std::stop_token stop) override {
    const auto sets = feature_sets_of(features_);
    if (!sets) return sets.error();
    const auto form = chosen_form(sets.value());
    if (!form) return form.error();
    auto pcm = pcm_of_flag(pcm_, arguments_);
    if (!pcm) return pcm.error();
    const auto files = list_sound_files(arguments_);
    const std::size_t job_count = job_count_for(settings.integer("tag.jobs"), files.size());
    auto prompts = prompt_ ? open_prompts(settings, job_count) : Prompts();
    if (!prompts) return prompts.error();
    const Output output{form.value(), sets.value(), files.size() > 1, &prompts.value()};
    std::vector<FileWork> work;
    for (std::size_t n = 0; n < job_count; ++n)
      work.push_back(
          [&, n](const FileTurn& turn) { return describe_one(turn, n, output, pcm.value()); });
    RunOutput lines;
    if (form.value() == Form::Csv)  // also of a table of no rows
      lines.heading = feature_header(sets.value().front());
    return run_over_files(files, work, lines, std::move(stop));
  }

 private:
  /// What a run prints.
  struct Output {
    Form form;
    const std::vector<FeatureSet>& sets;  ///< Asked for by name.
    bool several;                         ///< More than one file: each has a heading.
    const Prompts* prompts;
  };

  void declare_prompt(CLI::App& parser, Settings& settings) {
    parser.add_flag(
        "--prompt", prompt_,
        "Print each part of what a language model would be asked, and how that is sent; "
        "ask nobody");
    const std::initializer_list<std::string_view> keys{
        "llm.provider", "llm.model", "llm.strategy", "llm.prompts", "llm.labelled", "llm.models"};
    add_llm_flags(parser, settings, keys);
    for (const std::string_view key : keys)
      prompt_flags_.push_back(parser.get_option(find_setting(key)->flag()));
    parser.get_option("--provider")->description("Who would be asked: bedrock or openai");
  }

  Result<Form> chosen_form(const std::vector<FeatureSet>& sets) const {
    if (json_ && csv_)
      return Error{ErrorKind::Usage, "--json and --csv are two forms of output; choose one"};
    if (prompt_ && !sets.empty())
      return Error{ErrorKind::Usage, "--prompt and --features are two things to print; choose one"};
    if (csv_ && sets.size() != 1)
      return Error{ErrorKind::Usage,
                   "--csv prints one feature set; name it, as --features gtzan58"};
    if (!sets.empty() && !csv_ && !json_)
      return Error{ErrorKind::Usage,
                   "--features is printed with --csv or --json; give one of them"};
    if (length_ && (json_ || csv_ || prompt_))
      return Error{ErrorKind::Usage, "--length belongs to a description in words; leave it out"};
    for (const CLI::Option* flag : prompt_flags_)
      if (!prompt_ && flag->count() > 0)
        return Error{ErrorKind::Usage, flag->get_name() + " belongs to --prompt; give both"};
    if (prompt_) return json_ ? Form::PromptJson : Form::Prompt;
    return json_ ? Form::Json : csv_ ? Form::Csv : Form::Words;
  }

  static Result<Prompts> open_prompts(const Settings& settings, std::size_t count) {
    auto choice = choose_llm(settings, "llm.provider");
    if (!choice) return choice.error();
    Prompts prompts{std::move(choice).value(), {}};
    for (std::size_t n = 0; n < count; ++n) {
      auto probe = PromptProbe::open(settings, prompts.choice, "tag");
      if (!probe) return probe.error();
      prompts.probes.push_back(std::move(probe).value());
    }
    return prompts;
  }

  Result<Done> describe_one(const FileTurn& turn, std::size_t worker, const Output& output,
                            const std::optional<PcmFormat>& pcm) const {
    auto source = open_sound_input(turn.path, pcm, turn.stop);
    if (!source) return source.error();
    const std::string name = input_name(turn.path);
    const auto measured = measure_whole(*source.value(), name, excerpt_, request_of(output.sets),
                                        turn.on_progress, turn.stop);
    if (!measured) return measured.error();
    if (!measured.value()) return Done{};
    const WindowAnalysis& analysis = *measured.value();
    if (auto notice = notice_for(name, analysis)) turn.put(std::move(*notice));
    if (output.form == Form::Prompt || output.form == Form::PromptJson)
      return put_prompt(turn, *output.prompts->probes[worker], analysis, output);
    turn.put(OutputLine{text_of(turn.path, analysis, output)});
    return Done{};
  }

  static Result<Done> put_prompt(const FileTurn& turn, PromptProbe& probe,
                                 const WindowAnalysis& analysis, const Output& output) {
    const auto prompt = probe.prompt_for(analysis, analysis::describe(analysis), turn.stop);
    if (!prompt) return prompt.error();
    const std::string name = input_name(turn.path);
    if (!prompt.value()) {
      turn.put(Notice{in_quotes(name) + " is silent: no language model would be asked"});
      return Done{};
    }
    const LlmChoice& choice = output.prompts->choice;
    if (output.form == Form::PromptJson) {
      turn.put(OutputLine{with_file(prompt_json(*prompt.value(), choice), turn.path.string())});
    } else {
      const std::string text = prompt_text(*prompt.value(), choice);
      turn.put(OutputLine{output.several ? name + "\n" + text + "\n" : text});
    }
    return Done{};
  }

  std::string text_of(const std::filesystem::path& path, const WindowAnalysis& analysis,
                      const Output& output) const {
    if (output.form == Form::Csv)
      return feature_row(path.filename().string(), analysis, output.sets.front(),
                         folder_label(path));
    const Description description = analysis::describe(analysis);
    if (output.form == Form::Json)
      return with_file(json_line(analysis, description), path.string());
    const DescriptionLength length = length_.value_or(DescriptionLength::Paragraph);
    return output.several ? description_text_of(input_name(path), analysis, description, length)
                          : description_text(analysis, description, length);
  }

  std::vector<std::string> arguments_;
  Excerpt excerpt_;
  std::optional<DescriptionLength> length_;
  bool json_ = false;
  std::string features_;
  bool csv_ = false;
  bool prompt_ = false;
  std::vector<const CLI::Option*> prompt_flags_;  // what changes a prompt and nothing else
  std::string pcm_;
};

}  // namespace

std::unique_ptr<Command> make_describe_command() { return std::make_unique<DescribeCommand>(); }

}  // namespace airmark::tools
