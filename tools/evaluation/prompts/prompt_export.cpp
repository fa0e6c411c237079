#include "tools/evaluation/prompts/prompt_export.h"

#include <iostream>
#include <map>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "analysis/describe/describer.h"
#include "tools/common/text_file.h"
#include "tools/evaluation/asked_taggers.h"
#include "tools/evaluation/chosen_clips.h"
#include "tools/evaluation/clip_windows.h"
#include "tools/evaluation/prompts/prompt_id.h"
#include "tools/offline/file_run.h"
#include "tools/tagging/prompt_probe.h"
#include "tools/tagging/tagger_spec.h"

namespace airmark::tools {
namespace {

/// Sorted by id.
using Lines = std::map<std::string, std::string>;

std::string line_of(const std::string& id, const llm::Prompt& prompt) {
  const nlohmann::ordered_json object{
      {"id", id}, {"system", prompt.system}, {"prompt", prompt.user}};
  return object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
}

Result<LlmChoice> how_to_ask(const Settings& settings) {
  const auto names = asked_names(settings);
  if (!names) return names.error();
  std::vector<std::string> asking;
  for (const std::string& name : names.value())
    if (asks_llm(name)) asking.push_back(name);
  if (asking.size() > 1)
    return Error{ErrorKind::Usage,
                 "--export-prompts writes the prompts of one language model, and "
                 "--tagger names " +
                     std::to_string(asking.size()) + "; name one"};
  auto choice = asking.empty() ? choose_llm(settings, "llm.provider")
                               : choose_llm(settings, kEvaluatedTaggers, asking.front());
  if (choice && tells_local_opinion(choice.value()))
    return Error{ErrorKind::Usage,
                 "prompts of the strategy grounded tell what the local classifier thinks, which "
                 "may have been trained on the clip; export those of another --strategy"};
  return choice;
}

/// One per thread.
Result<std::vector<std::unique_ptr<PromptProbe>>> probes_for(const Settings& settings,
                                                             const LlmChoice& choice,
                                                             std::size_t count) {
  std::vector<std::unique_ptr<PromptProbe>> probes;
  for (std::size_t n = 0; n < count; ++n) {
    auto probe = PromptProbe::open(settings, choice, "eval");
    if (!probe) return probe.error();
    probes.push_back(std::move(probe).value());
  }
  return probes;
}

Result<Lines> lines_of_clip(PromptProbe& probe, const std::string& sound_sha256,
                            const std::vector<WindowAnalysis>& windows,
                            const std::stop_token& stop) {
  Lines lines;
  for (std::size_t w = 0; w < windows.size(); ++w) {
    const auto prompt = probe.prompt_for(windows[w], analysis::describe(windows[w]), stop);
    if (!prompt) return prompt.error();
    const std::string id = prompt_id(sound_sha256, w, windows.size());
    if (prompt.value()) lines.emplace(id, line_of(id, *prompt.value()));
  }
  return lines;
}

Result<Lines> all_lines(const Settings& settings, const LlmChoice& choice, const Dataset& dataset,
                        const ChosenClips& chosen, const std::stop_token& stop) {
  const std::size_t jobs = job_count_for(settings.integer("eval.jobs"), chosen.split.clips.size());
  const auto probes = probes_for(settings, choice, jobs);
  if (!probes) return probes.error();
  Lines all;
  std::mutex mutex;
  const auto take = [&](std::size_t worker, std::size_t place,
                        const std::vector<WindowAnalysis>& windows) -> Result<Done> {
    const auto& sound = chosen.check.sounds[chosen.split.clips[place].clip];
    auto lines = lines_of_clip(*probes.value()[worker], sound->sha256, windows, stop);
    if (!lines) return lines.error();
    const std::lock_guard lock(mutex);
    all.merge(lines.value());
    return Done{};
  };
  const auto measured =
      measure_evaluated(dataset, chosen.split, evaluation_plan(settings), jobs, take, stop);
  if (!measured) return measured.error();
  return all;
}

}  // namespace

Result<Done> export_prompts(const Settings& settings, const EvaluationRequest& request,
                            const std::filesystem::path& file, std::stop_token stop) {
  if (auto place = check_place_for(file); !place) return place;
  const auto choice = how_to_ask(settings);
  if (!choice) return choice.error();
  const auto dataset = read_dataset(request.dataset);
  if (!dataset) return dataset.error();
  const auto chosen =
      choose_clips(dataset.value(), request.choice, settings.integer("eval.jobs"), stop);
  if (!chosen) return chosen.error();
  const auto lines = all_lines(settings, choice.value(), dataset.value(), chosen.value(), stop);
  if (!lines) return lines.error();
  std::string text;
  for (const auto& [id, line] : lines.value()) text += line;
  if (auto written = write_text_file(file, text); !written) return written;
  std::cerr << lines.value().size() << " prompts of the strategy " << choice.value().strategy
            << " are in " << file.string() << '\n';
  return Done{};
}

}  // namespace airmark::tools
