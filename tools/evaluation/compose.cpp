#include "tools/evaluation/compose.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "tools/evaluation/acquaintance.h"
#include "tools/evaluation/measures/comparison.h"
#include "tools/evaluation/measures/measures.h"
#include "tools/evaluation/measures/worth_a_look.h"
#include "tools/evaluation/out_of_fold.h"
#include "tools/evaluation/reports/warnings.h"
#include "tools/offline/verdict.h"

namespace airmark::tools {
namespace {

class Collector {
 public:
  Collector(const ClipRunSetup& setup, std::span<const Hearing> hearings)
      : setup_(setup), hearings_(hearings) {
    for (std::size_t i = 0; i < recorded().size(); ++i) trained_on_.push_back(is_trained_on(i));
  }

  Result<CollectedAnswers> collect(std::stop_token stop) {
    if (auto done = answer_again(std::move(stop)); !done) return done.error();
    CollectedAnswers collected{answers_of(0), {}, std::move(notes_)};
    for (std::size_t h = 1; h < hearings_.size(); ++h) {
      const Perturbation& perturbation = *hearings_[h].perturbation;
      collected.perturbed.push_back({std::string(perturbation.name),
                                     std::string(perturbation.meaning), answers_of(h),
                                     unchanged_files(h)});
    }
    return collected;
  }

 private:
  const Clip& clip(std::size_t i) const { return setup_.dataset.clips[setup_.split.clips[i].clip]; }
  const std::vector<HeardClip>& recorded() const { return hearings_.front().clips; }

  bool is_trained_on(std::size_t i) const {
    return std::ranges::any_of(recorded()[i].windows, [&](const WindowAnalysis& window) {
      return acquaintance(setup_.taggers.model(), clip(i).file, window.gtzan58) ==
             Acquaintance::TrainedOn;
    });
  }

  /// Each window is a clip of its own to the recipe; all of one recording are in one fold.
  std::vector<MeasuredClip> measured() const {
    std::vector<MeasuredClip> all;
    for (const Hearing& hearing : hearings_)
      for (std::size_t i = 0; i < hearing.clips.size(); ++i)
        for (const WindowAnalysis& window : hearing.clips[i].windows)
          all.push_back({clip(i).genre(), window.gtzan58, is_silent(window),
                         setup_.split.clips[i].fold, setup_.split.clips[i].evaluated,
                         hearing.perturbation == nullptr});
    return all;
  }

  Result<Done> answer_again(std::stop_token stop) {
    bool needed = false;
    for (std::size_t i = 0; i < recorded().size(); ++i)
      needed = needed || (setup_.split.clips[i].evaluated && trained_on_[i]);
    if (!needed || !setup_.taggers.any_trained()) return Done{};
    auto again = answer_out_of_fold(measured(), setup_.split.folds, Recipe{}, std::move(stop));
    if (!again && again.error().kind == ErrorKind::BadData) {
      notes_.push_back("No model could be fitted without the clips that are evaluated: " +
                       again.error().message);
      return Done{};
    }
    if (!again) return again.error();
    notes_ = std::move(again.value().notes);
    std::size_t next = 0;
    for (const Hearing& hearing : hearings_) {
      std::vector<TagSet>& verdicts = out_of_fold_.emplace_back();
      for (const HeardClip& heard : hearing.clips) {
        Verdict verdict{Verdict::Config{}};
        for (const WindowAnalysis& window : heard.windows)
          verdict.add(window, again.value().tags[next++]);
        verdicts.push_back(verdict.tags());
      }
    }
    return Done{};
  }

  std::vector<TaggerAnswers> answers_of(std::size_t hearing) const {
    std::vector<TaggerAnswers> all;
    const auto& list = setup_.taggers.list();
    for (std::size_t tagger = 0; tagger < list.size(); ++tagger) {
      TaggerAnswers answers{list[tagger].name, list[tagger].speaks_for_llm(), {}};
      for (std::size_t i = 0; i < recorded().size(); ++i)
        if (setup_.split.clips[i].evaluated) answers.answers.push_back(answer(hearing, tagger, i));
      all.push_back(std::move(answers));
    }
    return all;
  }

  /// Of a clip as recorded; a perturbed copy counts where its original does.
  Acquaintance acquaintance_of(std::size_t tagger, std::size_t i) const {
    const AskedTagger& asked = setup_.taggers.list()[tagger];
    if (!asked.knows_model || !trained_on_[i]) return Acquaintance::Unseen;
    const bool is_replaced =
        asked.is_trained && !out_of_fold_.empty() && recorded()[i].answers[tagger];
    return is_replaced ? Acquaintance::OutOfFold : Acquaintance::TrainedOn;
  }

  ClipAnswer answer(std::size_t hearing, std::size_t tagger, std::size_t i) const {
    ClipAnswer answer{clip(i).file, clip(i).genre(), {}, {}, acquaintance_of(tagger, i)};
    const Result<TagSet>& given = hearings_[hearing].clips[i].answers[tagger];
    if (!given) {
      answer.failure = given.error();
      return answer;
    }
    answer.tags = given.value();
    if (answer.acquaintance != Acquaintance::OutOfFold) return answer;
    const auto latency = answer.tags.latency;  // a model of the same kind takes as long
    answer.tags = out_of_fold_[hearing][i];
    answer.tags.latency = latency;
    return answer;
  }

  std::set<std::string> unchanged_files(std::size_t hearing) const {
    std::set<std::string> files;
    for (std::size_t i = 0; i < recorded().size(); ++i) {
      const auto& windows = recorded()[i].windows;
      if (!windows.empty() && hearings_[hearing].clips[i].windows == windows)
        files.insert(clip(i).file);
    }
    return files;
  }

  const ClipRunSetup& setup_;
  const std::span<const Hearing> hearings_;
  std::vector<bool> trained_on_;                  // one per clip
  std::vector<std::vector<TagSet>> out_of_fold_;  // by hearing and clip, or none at all
  std::vector<std::string> notes_;
};

bool has_any_that_counts(const TaggerAnswers& tagger) {
  return std::ranges::any_of(tagger.answers, [](const ClipAnswer& answer) {
    return answer.acquaintance != Acquaintance::TrainedOn;
  });
}

}  // namespace

Result<CollectedAnswers> collect_answers(const ClipRunSetup& setup,
                                         std::span<const Hearing> hearings, std::stop_token stop) {
  return Collector(setup, hearings).collect(std::move(stop));
}

Result<Evaluation> compose_evaluation(EvaluationOrigin origin, CollectedAnswers answers) {
  Evaluation evaluation;
  evaluation.origin = std::move(origin);
  evaluation.taggers = std::move(answers.taggers);
  const std::uint64_t seed = evaluation.origin.seed;
  for (const TaggerAnswers& tagger : evaluation.taggers) {
    if (!has_any_that_counts(tagger))
      return Error{ErrorKind::BadData,
                   tagger.tagger + " was trained on every clip that is evaluated" +
                       (answers.notes.empty() ? std::string() : "; " + answers.notes.front())};
    evaluation.measures.push_back(measure_answers(tagger, seed));
  }
  for (std::size_t a = 0; a < evaluation.taggers.size(); ++a)
    for (std::size_t b = a + 1; b < evaluation.taggers.size(); ++b)
      evaluation.comparisons.push_back(
          compare_answers(evaluation.taggers[a], evaluation.taggers[b], seed));
  evaluation.perturbed = std::move(answers.perturbed);
  for (std::size_t tagger = 0; tagger < evaluation.taggers.size(); ++tagger)
    for (const PerturbedAnswers& perturbed : evaluation.perturbed)
      evaluation.effects.push_back(
          perturbation_effect(evaluation.taggers[tagger], perturbed, tagger, seed));
  evaluation.worth_a_look = worth_a_look(evaluation.taggers);
  evaluation.warnings = warnings_of(evaluation);
  for (std::string& note : answers.notes) evaluation.warnings.push_back(std::move(note));
  return evaluation;
}

}  // namespace airmark::tools
