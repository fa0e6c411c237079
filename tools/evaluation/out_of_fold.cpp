#include "tools/evaluation/out_of_fold.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "analysis/classify/model_answer.h"
#include "tools/training/folds.h"
#include "tools/training/training_table.h"
#include "tools/training/validation.h"

namespace airmark::tools {
namespace {

bool can_train(const MeasuredClip& clip) {
  return !clip.silent &&
         std::ranges::all_of(clip.values, [](double v) { return std::isfinite(v); });
}

/// The training side of one fold: what is learnt from, and what cannot be.
struct TrainingSide {
  TrainingTable table;
  std::vector<std::size_t> fold_of;  // one per row
  std::vector<std::string> unknown;  // genres of evaluated clips of too few rows here
};

TrainingSide training_side(std::span<const MeasuredClip> clips, std::size_t fold) {
  std::map<std::string, std::size_t> counts;
  for (const MeasuredClip& clip : clips) {
    counts[clip.genre] += clip.fold != fold && can_train(clip);
  }
  TrainingSide side;
  for (const auto& [genre, count] : counts)
    (count < kFewestRowsPerClass ? side.unknown : side.table.classes).push_back(genre);
  for (const MeasuredClip& clip : clips) {
    const auto known = std::ranges::lower_bound(side.table.classes, clip.genre);
    if (clip.fold == fold || !can_train(clip)) continue;
    if (known == side.table.classes.end() || *known != clip.genre) continue;
    const auto label = static_cast<std::size_t>(known - side.table.classes.begin());
    side.table.rows.push_back({"", clip.values, label});
    side.fold_of.push_back(clip.fold);
  }
  return side;
}

/// Folds for the choices that are made on the training side.
Folds inner_folds(const TrainingSide& side, const OutOfFoldPlan& plan) {
  std::vector<std::size_t> used = side.fold_of;
  std::ranges::sort(used);
  used.erase(std::unique(used.begin(), used.end()), used.end());
  if (!plan.artist_disjoint || used.size() < 2)
    return block_folds(side.table, all_rows(side.table), kBlockCount);
  Folds folds;
  folds.artist_disjoint = true;
  for (const std::size_t fold : used) folds.names.push_back(plan.folds[fold]);
  for (const std::size_t fold : side.fold_of)
    folds.fold_of.push_back(
        static_cast<std::size_t>(std::ranges::lower_bound(used, fold) - used.begin()));
  return folds;
}

std::string note_on(const std::string& genre, const std::string& fold) {
  return "the model for '" + fold + "' does not know " + genre + ": fewer than " +
         std::to_string(kFewestRowsPerClass) + " clips of it are in the other folds";
}

Result<Done> answer_fold(std::span<const MeasuredClip> clips, const OutOfFoldPlan& plan,
                         std::size_t fold, std::stop_token stop, OutOfFoldAnswers& answers) {
  const TrainingSide side = training_side(clips, fold);
  const std::string& name = plan.folds[fold];
  if (side.table.classes.size() < 2)
    return Error{ErrorKind::BadData, "no model can be trained without the clips of '" + name +
                                         "': fewer than two genres have " +
                                         std::to_string(kFewestRowsPerClass) +
                                         " clips beside them; choose another split"};
  const Result<TrainedModel> trained =
      train_model(side.table, all_rows(side.table), inner_folds(side, plan), plan.recipe, stop);
  if (!trained) return trained.error();
  for (std::size_t c = 0; c < clips.size(); ++c) {
    if (clips[c].fold != fold || !clips[c].evaluated) continue;
    if (!clips[c].silent)
      answers.tags[c] = analysis::model_answer(trained.value().model, clips[c].values);
    answers.tags[c].tagger_id = "model";
    answers.tags[c].model = "trained without '" + name + "'";
  }
  for (const std::string& genre : side.unknown) answers.notes.push_back(note_on(genre, name));
  return Done{};
}

}  // namespace

Result<OutOfFoldAnswers> answer_out_of_fold(std::span<const MeasuredClip> clips,
                                            const OutOfFoldPlan& plan, std::stop_token stop) {
  OutOfFoldAnswers answers;
  answers.tags.resize(clips.size());
  for (std::size_t fold = 0; fold < plan.folds.size(); ++fold) {
    const bool wanted = std::ranges::any_of(
        clips, [&](const MeasuredClip& clip) { return clip.fold == fold && clip.evaluated; });
    if (!wanted) continue;
    if (auto done = answer_fold(clips, plan, fold, stop, answers); !done) return done.error();
  }
  return answers;
}

}  // namespace airmark::tools
