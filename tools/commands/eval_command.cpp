#include "tools/commands/eval_command.h"

#include <CLI/CLI.hpp>
#include <charconv>
#include <filesystem>
#include <iostream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tools/common/log.h"
#include "tools/evaluation/asked_taggers.h"
#include "tools/evaluation/evaluation_run.h"
#include "tools/evaluation/prompts/prompt_export.h"
#include "tools/evaluation/reports/metrics_json.h"
#include "tools/evaluation/reports/run_comparison.h"
#include "tools/evaluation/result_text.h"
#include "tools/evaluation/run_cost.h"
#include "tools/perturbation/perturbation.h"
#include "tools/tagging/llm_flags.h"

namespace airmark::tools {
namespace {

class EvalCommand : public Command {
 public:
  std::string_view name() const override { return "eval"; }
  std::string_view summary() const override {
    return "measure how good taggers are on recordings of known genre";
  }

  void declare(CLI::App& parser, Settings& settings) override {
    parser
        .add_option("DATASET", arguments_,
                    "A folder with a folder per genre, or a list of files and genres (CSV, JSON "
                    "lines); or: compare RUN1 RUN2")
        ->required()
        ->expected(1, 3)
        ->option_text(" ");
    for (const char* key : {"eval.tagger", "eval.model", "eval.jobs"})
      settings.add_flag(parser, key);
    parser
        .add_option("--split", request_.choice.split,
                    "filtered (default), stratified, random-K, all, or a file that lists clips")
        ->type_name("SPLIT");
    parser
        .add_option("--perturb", perturbations_,
                    "Also hear the clips changed: all, or of louder, quieter, highpass, lowpass, "
                    "mp3, faster, slower, excerpt (default: none)")
        ->type_name("LIST");
    parser.add_option("--samples-per-genre", samples_, "Clips of each genre, drawn (default: all)")
        ->type_name("COUNT|all");
    parser
        .add_option("--seed", request_.choice.seed, "For draws, folds and intervals (default: 1)")
        ->type_name("NUMBER");
    parser.add_option("--out", request_.out, "Folder for results (default: airmark-eval)")
        ->type_name("FOLDER");
    parser.add_flag("--resume", request_.resume, "Continue the run that the folder holds");
    parser
        .add_option("--min-accuracy", least_accuracy_,
                    "Exit with 1 where the first tagger's accuracy is below")
        ->check(CLI::Range(0.0, 1.0).description(""))
        ->type_name("SHARE");
    parser.add_flag("--json", json_, "Print the figures as one JSON object");
    declare_prompts(parser);
    add_asking_flags(parser, settings, kRunCeilingFlag);
  }

  Result<ExitCode> run(const Settings& settings, std::stop_token stop) override {
    if (arguments_.front() == "compare" && arguments_.size() == 3) return compare();
    if (arguments_.size() != 1)
      return Error{ErrorKind::Usage, "give one dataset, or 'compare' and the folders of two runs"};
    if (auto read = read_samples(); !read) return read.error();
    if (auto chosen = choose_perturbations(); !chosen) return chosen.error();
    request_.dataset = arguments_.front();
    if (auto fit = check_single(); !fit) return fit.error();
    if (!prompts_.empty()) {
      if (auto done = export_prompts(settings, request_, prompts_, stop); !done)
        return done.error();
      return ExitCode::Done;
    }
    if (dry_run_) return tell_cost(settings, stop);
    return evaluate_and_tell(settings, stop);
  }

 private:
  void declare_prompts(CLI::App& parser) {
    parser.add_flag("--dry-run", dry_run_,
                    "Analyse the clips, ask no language model, and tell what asking would cost");
    parser
        .add_option("--export-prompts", prompts_,
                    "Write what a language model would be asked, as JSON lines without any label, "
                    "and ask nobody")
        ->type_name("FILE");
    parser
        .add_option("--import-replies", request_.replies,
                    "Evaluate replies to such prompts, as JSON lines; may be given again")
        ->allow_extra_args(false)
        ->type_name("FILE");
  }

  /// What writes no output folder has nothing to continue, and no figures; replies are to clips as
  /// recorded.
  Result<Done> check_single() const {
    if (!request_.perturbations.empty() && !request_.replies.empty())
      return Error{ErrorKind::Usage,
                   "--import-replies holds replies to clips as recorded; leave --perturb out"};
    if (prompts_.empty() && !dry_run_) return Done{};
    const std::string flag = dry_run_ ? "--dry-run" : "--export-prompts";
    if (dry_run_ && !prompts_.empty())
      return Error{ErrorKind::Usage, "--dry-run and --export-prompts are two things; choose one"};
    if (request_.resume || !request_.replies.empty() || !request_.perturbations.empty() ||
        least_accuracy_ > 0.0)
      return Error{ErrorKind::Usage, flag +
                                         " evaluates nothing; leave --resume, --import-replies, "
                                         "--perturb and --min-accuracy out"};
    if (json_ && !dry_run_)
      return Error{ErrorKind::Usage, "--export-prompts prints nothing; leave --json out"};
    return Done{};
  }

  Result<ExitCode> tell_cost(const Settings& settings, const std::stop_token& stop) const {
    const auto cost = find_run_cost(settings, request_, stop);
    if (!cost) return cost.error();
    std::cout << (json_ ? cost.value().json : cost.value().text);
    return ExitCode::Done;
  }

  Result<ExitCode> evaluate_and_tell(const Settings& settings, const std::stop_token& stop) const {
    const auto evaluation = evaluate(settings, request_, stop);
    if (!evaluation) {
      if (stop.stop_requested())
        return Error{ErrorKind::Timeout,
                     "stopped; --resume continues the run in " + request_.out.string()};
      return evaluation.error();
    }
    std::cout << (json_ ? metrics_json(evaluation.value()) : result_text(evaluation.value()));
    const double accuracy = evaluation.value().measures.front().accuracy.value;
    if (accuracy >= least_accuracy_) return ExitCode::Done;
    log_error(evaluation.value().measures.front().tagger + " is below --min-accuracy");
    return ExitCode::SomethingFailed;
  }

  Result<ExitCode> compare() const {
    const auto comparison = compare_run_folders(arguments_[1], arguments_[2]);
    if (!comparison) return comparison.error();
    std::cout << (json_ ? comparison_json(comparison.value())
                        : comparison_text(comparison.value()));
    return ExitCode::Done;
  }

  Result<Done> read_samples() {
    if (samples_ == "all") return Done{};
    std::size_t count = 0;
    const char* const last = samples_.data() + samples_.size();
    const auto [end, problem] = std::from_chars(samples_.data(), last, count);
    if (problem != std::errc{} || end != last || count == 0)
      return Error{ErrorKind::Usage,
                   "--samples-per-genre is '" + samples_ + "'; give a whole number from 1, or all"};
    request_.choice.samples_per_genre = count;
    return Done{};
  }

  Result<Done> choose_perturbations() {
    if (!perturbations_) return Done{};
    auto chosen = chosen_perturbations(*perturbations_);
    if (!chosen) return chosen.error();
    request_.perturbations = std::move(chosen).value();
    return Done{};
  }

  std::vector<std::string> arguments_;
  EvaluationRequest request_;
  std::optional<std::string> perturbations_;
  std::filesystem::path prompts_;
  bool dry_run_ = false;
  std::string samples_ = "all";
  double least_accuracy_ = 0.0;
  bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> make_eval_command() { return std::make_unique<EvalCommand>(); }

}  // namespace airmark::tools
