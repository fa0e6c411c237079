#include "tools/evaluation/evaluation_run.h"

#include <algorithm>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "tools/common/log.h"
#include "tools/common/progress_line.h"
#include "tools/common/user_files.h"
#include "tools/evaluation/asked_taggers.h"
#include "tools/evaluation/chosen_clips.h"
#include "tools/evaluation/clip_run.h"
#include "tools/evaluation/clip_windows.h"
#include "tools/evaluation/compose.h"
#include "tools/evaluation/journal/journal.h"
#include "tools/evaluation/plots/write_plots.h"
#include "tools/evaluation/prompts/prompt_id.h"
#include "tools/evaluation/prompts/replied_answer.h"
#include "tools/evaluation/reports/report_files.h"
#include "tools/evaluation/run_origin.h"
#include "tools/evaluation/run_progress.h"
#include "tools/offline/file_run.h"

namespace airmark::tools {
namespace {

/// Without a trained classifier there is nothing to be trained anew.
void leave_out_unneeded(SplitClips& split, const AskedTaggers& taggers) {
  if (!taggers.any_trained())
    std::erase_if(split.clips, [](const SplitClip& clip) { return !clip.evaluated; });
}

/// Whose accuracy is told while the run goes on: the first whose answers are not replaced or left
/// out at its end, since what a model remembers of its own clips would mislead. Empty: nobody's.
std::optional<std::size_t> told_tagger(const AskedTaggers& taggers) {
  const auto& list = taggers.list();
  const auto told = std::ranges::find(list, false, &AskedTagger::knows_model);
  if (told == list.end()) return std::nullopt;
  return static_cast<std::size_t>(told - list.begin());
}

RunProgress progress_over(const Dataset& dataset, const SplitClips& split,
                          const std::string& tagger) {
  RunProgress::Config config{.clip_counts = {}, .tagger = tagger, .redraws = terminal_redraws()};
  for (const SplitClip& clip : split.clips)
    if (clip.evaluated) ++config.clip_counts[dataset.clips[clip.clip].genre()];
  return {std::move(config), [](std::string_view text) { std::cerr << text << std::flush; }};
}

void tell(RunProgress& progress, const Dataset& dataset, const SplitClip& clip,
          const HeardClip& heard, std::optional<std::size_t> told) {
  if (!clip.evaluated) return;
  double cost_usd = 0.0;
  for (const Result<TagSet>& answer : heard.answers)
    if (answer) cost_usd += answer.value().cost_usd;
  const std::string& genre = dataset.clips[clip.clip].genre();
  const bool is_right =
      told && heard.answers[*told] && first_tag(heard.answers[*told].value()) == genre;
  progress.take(genre, is_right, cost_usd);
}

/// All clips as they were recorded, then all with each perturbation: where money or time runs out,
/// the evaluation itself is done first.
Result<std::vector<Hearing>> hear_all(ClipRunSetup setup,
                                      std::vector<const Perturbation*> perturbations,
                                      const std::stop_token& stop) {
  const auto told = told_tagger(setup.taggers);
  const std::string told_name = told ? setup.taggers.list()[*told].name : std::string();
  perturbations.insert(perturbations.begin(), nullptr);
  std::vector<Hearing> hearings;
  for (const Perturbation* perturbation : perturbations) {
    if (perturbation != nullptr)
      std::cerr << perturbation->name << ": " << perturbation->meaning << "\n";
    RunProgress progress = progress_over(setup.dataset, setup.split, told_name);
    setup.perturbation = perturbation;
    setup.on_clip = [&](const SplitClip& clip, const HeardClip& heard) {
      tell(progress, setup.dataset, clip, heard, told);
    };
    auto heard = run_over_clips(setup, stop);
    if (!heard) return heard.error();
    hearings.push_back({perturbation, std::move(heard).value()});
  }
  return hearings;
}

Result<Evaluation> run_and_compose(const ClipRunSetup& setup, EvaluationOrigin origin,
                                   const std::vector<const Perturbation*>& perturbations,
                                   const std::stop_token& stop) {
  const auto hearings = hear_all(setup, perturbations, stop);
  if (!hearings) return hearings.error();
  auto answers = collect_answers(setup, hearings.value(), stop);
  if (!answers) return answers.error();
  return compose_evaluation(std::move(origin), std::move(answers).value());
}

/// Replies to clips that are not evaluated are told of.
Result<Done> check_replies(const AskedTaggers& taggers, const ChosenClips& chosen) {
  std::set<std::string, std::less<>> clips;
  for (const SplitClip& clip : chosen.split.clips)
    if (clip.evaluated) clips.insert(clip_id(chosen.check.sounds[clip.clip]->sha256));
  for (const AskedTagger& asked : taggers.list()) {
    if (!asked.replies) continue;
    const auto notice = notice_on_strangers(*asked.replies, clips);
    if (!notice) return notice.error();
    if (notice.value()) log_notice(*notice.value());
  }
  return Done{};
}

/// The journal of a run, and the run's spending so far under its ceiling.
Result<std::unique_ptr<Journal>> open_journal(const RunFolder& folder, const Settings& settings,
                                              const EvaluationOrigin& origin,
                                              const AskedTaggers& taggers) {
  RunOptions options = run_options(origin, taggers);
  llm::Budget* const budget = taggers.budget();
  if (budget != nullptr)  // another ledger would not know what the run has spent
    options["llm.ledger"] =
        std::filesystem::absolute(ledger_file(settings.text("llm.ledger"))).string();
  auto journal = Journal::open(folder, options);
  if (!journal || budget == nullptr) return journal;
  auto run = journal.value()->ledger_run(budget->run());
  if (!run) return run.error();
  budget->continue_run(std::move(run).value());
  return journal;
}

Result<Done> write_all(const Evaluation& evaluation, const std::filesystem::path& folder) {
  if (auto drawn = write_plots(evaluation, folder); !drawn) {
    if (drawn.error().kind != ErrorKind::Unavailable) return drawn;
    log_notice("there are no pictures: " + drawn.error().message);
  }
  return write_reports(evaluation, folder);
}

}  // namespace

Result<Evaluation> evaluate(const Settings& settings, const EvaluationRequest& request,
                            std::stop_token stop) {
  const auto dataset = read_dataset(request.dataset);
  if (!dataset) return dataset.error();
  const auto taggers = AskedTaggers::open(settings, request.replies, stop);
  if (!taggers) return taggers.error();
  const auto folder = RunFolder::claim(request.out, request.resume);
  if (!folder) return folder.error();
  const std::int64_t jobs = settings.integer("eval.jobs");
  auto chosen = choose_clips(dataset.value(), request.choice, jobs, stop);
  if (!chosen) return chosen.error();
  if (auto fit = check_replies(taggers.value(), chosen.value()); !fit) return fit.error();
  const DatasetCheck& check = chosen.value().check;
  SplitClips& split = chosen.value().split;
  leave_out_unneeded(split, taggers.value());

  EvaluationOrigin origin = run_origin(settings, taggers.value(), request.choice);
  origin.dataset = dataset.value().name;
  origin.dataset_sha256 = dataset_sha256(dataset.value(), check);
  origin.split = split.name;
  origin.split_note = split.note;
  if (!request.perturbations.empty())
    origin.configuration["perturb"] = names_of(request.perturbations);
  const auto journal = open_journal(folder.value(), settings, origin, taggers.value());
  if (!journal) return journal.error();
  const ClipRunSetup setup{.dataset = dataset.value(),
                           .check = check,
                           .split = split,
                           .taggers = taggers.value(),
                           .journal = *journal.value(),
                           .plan = evaluation_plan(settings),
                           .job_count = job_count_for(jobs, split.clips.size()),
                           .on_clip = {}};
  auto evaluation = run_and_compose(setup, std::move(origin), request.perturbations, stop);
  if (!evaluation) return evaluation;
  if (auto written = write_all(evaluation.value(), folder.value().path()); !written)
    return written.error();
  return evaluation;
}

}  // namespace airmark::tools
