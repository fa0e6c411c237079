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
  return clip.trains && !clip.silent &&
         std::ranges::all_of(clip.values, [](double v) { return std::isfinite(v); });
}

/// The training side of one fold: what is learnt from, and what cannot be.
struct TrainingSide {
  TrainingTable table;
  std::vector<std::string> unknown;  // genres of evaluated clips of too few rows here
};

TrainingSide training_side(std::span<const MeasuredClip> clips, std::size_t fold) {
  std::map<std::string, std::size_t> counts;
  for (const MeasuredClip& clip : clips) counts[clip.genre] += clip.fold != fold && can_train(clip);
  TrainingSide side;
  for (const auto& [genre, count] : counts)
    (count < kFewestRowsPerClass ? side.unknown : side.table.classes).push_back(genre);
  for (const MeasuredClip& clip : clips) {
    const auto known = std::ranges::lower_bound(side.table.classes, clip.genre);
    if (clip.fold == fold || !can_train(clip)) continue;
    if (known == side.table.classes.end() || *known != clip.genre) continue;
    const auto label = static_cast<std::size_t>(known - side.table.classes.begin());
    side.table.rows.push_back({"", clip.values, label});
  }
  return side;
}

std::string note_on(const std::string& genre, const std::string& fold) {
  return "the model for '" + fold + "' does not know " + genre + ": fewer than " +
         std::to_string(kFewestRowsPerClass) + " clips of it are in the other folds";
}

Result<Done> answer_fold(std::span<const MeasuredClip> clips, std::size_t fold,
                         const std::string& name, const Recipe& recipe, std::stop_token stop,
                         OutOfFoldAnswers& answers) {
  const TrainingSide side = training_side(clips, fold);
  if (side.table.classes.size() < 2)
    return Error{ErrorKind::BadData, "no model can be trained without the clips of '" + name +
                                         "': fewer than two genres have " +
                                         std::to_string(kFewestRowsPerClass) +
                                         " clips beside them; choose another split"};
  const Rows rows = all_rows(side.table);
  const Folds blocks = block_folds(side.table, rows, kBlockCount);
  const Result<TrainedModel> trained = train_model(side.table, rows, blocks, recipe, stop);
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
                                            const std::vector<std::string>& folds,
                                            const Recipe& recipe, std::stop_token stop) {
  OutOfFoldAnswers answers;
  answers.tags.resize(clips.size());
  for (std::size_t fold = 0; fold < folds.size(); ++fold) {
    const bool wanted = std::ranges::any_of(
        clips, [&](const MeasuredClip& clip) { return clip.fold == fold && clip.evaluated; });
    if (!wanted) continue;
    if (auto done = answer_fold(clips, fold, folds[fold], recipe, stop, answers); !done)
      return done.error();
  }
  return answers;
}

}  // namespace airmark::tools
