#include "tools/evaluation/clip_windows.h"

#include <memory>
#include <optional>
#include <utility>

#include "tools/common/log.h"
#include "tools/common/window_plan.h"
#include "tools/offline/batch.h"
#include "tools/offline/decoded_source.h"
#include "tools/offline/sound_input.h"
#include "tools/offline/tag_sound.h"

namespace airmark::tools {
namespace {

Result<std::unique_ptr<SoundSource>> open_clip(const Clip& clip, const Perturbation* perturbation,
                                               const std::stop_token& stop) {
  auto source = open_sound_input(clip.path, std::nullopt, stop);
  if (!source || perturbation == nullptr) return source;
  auto sound = decode(*source.value(), stop);
  if (!sound) return sound.error();
  if (stop.stop_requested()) return source_of(std::move(sound).value());
  auto perturbed = perturbation->apply(std::move(sound).value());
  if (!perturbed) return perturbed.error();
  return source_of(std::move(perturbed).value());
}

}  // namespace

analysis::WindowPlan evaluation_plan(const Settings& settings) {
  analysis::WindowPlan plan = announced_window_plan(settings, "tag");
  plan.keep_whole_up_to_s = plan.window_s + kWholeMarginS;
  return plan;
}

Result<std::vector<WindowAnalysis>> measure_clip(const Clip& clip, const Perturbation* perturbation,
                                                 const analysis::WindowPlan& plan,
                                                 const std::stop_token& stop) {
  auto source = open_clip(clip, perturbation, stop);
  if (!source) return source.error();
  std::vector<WindowAnalysis> windows;
  const auto measured = measure_windows(
      *source.value(), clip.file, plan,
      [&](const WindowAnalysis& window) { windows.push_back(window); }, [](double) {}, stop);
  if (!measured) return measured.error();
  return windows;
}

Result<Done> measure_evaluated(const Dataset& dataset, const SplitClips& split,
                               const analysis::WindowPlan& plan, std::size_t worker_count,
                               const TakeWindows& take, std::stop_token stop) {
  std::vector<std::size_t> places;
  for (std::size_t place = 0; place < split.clips.size(); ++place)
    if (split.clips[place].evaluated) places.push_back(place);
  std::vector<Job> workers;
  for (std::size_t worker = 0; worker < worker_count; ++worker)
    workers.emplace_back([&, worker](std::size_t n, const PutItem&,
                                     const std::stop_token& stop_here) -> Result<Done> {
      const Clip& clip = dataset.clips[split.clips[places[n]].clip];
      const auto windows = measure_clip(clip, nullptr, plan, stop_here);
      if (stop_here.stop_requested()) return Done{};
      if (windows) return take(worker, places[n], windows.value());
      log_notice(clip.file + " is left out: " + windows.error().message);
      return Done{};
    });
  const auto until_one_fails = [](OutputItem&&) { return false; };  // errors are the only items
  const auto outcome = run_batch(places.size(), workers, until_one_fails, stop);
  if (stop.stop_requested()) return Error{ErrorKind::Timeout, "the evaluation was stopped"};
  if (outcome.first_error) return *outcome.first_error;
  return Done{};
}

}  // namespace airmark::tools
