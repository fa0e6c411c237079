#include "tools/evaluation/run_cost.h"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "analysis/describe/describer.h"
#include "tools/evaluation/asked_taggers.h"
#include "tools/evaluation/chosen_clips.h"
#include "tools/evaluation/clip_windows.h"
#include "tools/offline/file_run.h"
#include "tools/tagging/dollars.h"
#include "tools/tagging/dry_run.h"
#include "tools/tagging/tagger_spec.h"

namespace airmark::tools {
namespace {

using Json = nlohmann::ordered_json;

/// A language model under its name, with a tagger per thread that counts.
struct CountedTagger {
  std::string name;
  std::unique_ptr<DryRun> run;
  std::vector<std::unique_ptr<Tagger>> of_worker;
};

/// What was counted.
struct Counted {
  std::size_t clip_count = 0;
  std::int64_t window_count = 0;
  std::int64_t worker_count = 1;
};

Result<std::vector<CountedTagger>> open_taggers(const Settings& settings,
                                                const std::vector<std::string>& names) {
  std::vector<CountedTagger> taggers;
  for (const std::string& name : names) {
    if (!asks_llm(name)) continue;
    const auto choice = choose_llm(settings, kEvaluatedTaggers, name);
    if (!choice) return choice.error();
    auto run = DryRun::open(settings, choice.value(), "eval");
    if (!run) return run.error();
    taggers.push_back({name, std::move(run).value(), {}});
  }
  return taggers;
}

Result<Done> make_for_workers(std::vector<CountedTagger>& taggers, std::size_t worker_count) {
  for (CountedTagger& tagger : taggers)
    for (std::size_t worker = 0; worker < worker_count; ++worker) {
      auto made = tagger.run->make_tagger();
      if (!made) return made.error();
      tagger.of_worker.push_back(std::move(made).value());
    }
  return Done{};
}

Result<Counted> count_calls(const Settings& settings, const EvaluationRequest& request,
                            std::vector<CountedTagger>& taggers, const std::stop_token& stop) {
  const auto dataset = read_dataset(request.dataset);
  if (!dataset) return dataset.error();
  const std::int64_t jobs = settings.integer("eval.jobs");
  const auto chosen = choose_clips(dataset.value(), request.choice, jobs, stop);
  if (!chosen) return chosen.error();
  const SplitClips& split = chosen.value().split;
  const std::size_t worker_count = job_count_for(jobs, split.clips.size());
  if (auto made = make_for_workers(taggers, worker_count); !made) return made.error();
  std::atomic<std::int64_t> window_count{0};
  const auto take = [&](std::size_t worker, std::size_t,
                        const std::vector<WindowAnalysis>& windows) -> Result<Done> {
    for (const WindowAnalysis& window : windows) {
      ++window_count;
      const Description description = analysis::describe(window);
      for (const CountedTagger& tagger : taggers)
        if (auto told = tagger.of_worker[worker]->tag(window, description, stop); !told)
          return told.error();
    }
    return Done{};
  };
  const auto measured = measure_evaluated(dataset.value(), split, evaluation_plan(settings),
                                          worker_count, take, stop);
  if (!measured) return measured.error();
  const auto evaluated = std::ranges::count_if(split.clips, &SplitClip::evaluated);
  return Counted{static_cast<std::size_t>(evaluated), window_count,
                 static_cast<std::int64_t>(worker_count)};
}

/// All language models together.
struct Total {
  CallCount count;
  double expected = 0.0;
  double most = 0.0;
  double room = 0.0;
};

/// As many calls are under way as there are threads, whomever they ask: the dearest set the room.
Total total_of(const std::vector<CountedTagger>& taggers, const Counted& counted) {
  Total total;
  for (const CountedTagger& tagger : taggers) {
    const CallCount count = tagger.run->count();
    const PlannedModel& model = tagger.run->model();
    total.count.calls += count.calls;
    total.count.cached_calls += count.cached_calls;
    total.count.input_tokens += count.input_tokens;
    total.count.most_output_tokens += count.most_output_tokens;
    total.expected += expected_usd(model, count);
    total.most += most_usd(model, count);
    total.room =
        std::max(total.room, room_usd(model, {counted.window_count, counted.worker_count, count}));
  }
  return total;
}

std::array<CeilingShare, 3> shares_of(const PlannedModel& any, const Total& total) {
  return ceiling_shares(any, {total.most, total.most, total.most}, total.room);
}

std::string text_of(const std::vector<CountedTagger>& taggers, const Counted& counted) {
  std::string text = plan_row("clips", std::to_string(counted.clip_count)) +
                     plan_row("windows", std::to_string(counted.window_count)) + '\n';
  for (const CountedTagger& tagger : taggers)
    text += plan_heading(tagger.run->model()) +
            call_rows(tagger.run->model(), tagger.run->count()) + '\n';
  const Total total = total_of(taggers, counted);
  text += plan_row("in all", std::to_string(paid_calls(total.count)) + " calls to pay for") +
          plan_row("input tokens", "about " + std::to_string(total.count.input_tokens)) +
          plan_row("output tokens", "at most " + std::to_string(total.count.most_output_tokens)) +
          plan_row("cost", "about " + dollars(total.expected) + ", at most " + dollars(total.most));
  for (const CeilingShare& share : shares_of(taggers.front().run->model(), total))
    text += ceiling_row(share, "not enough for all; the clips beyond it get no answer");
  return text;
}

Json tagger_json(const CountedTagger& tagger) {
  const CallCount count = tagger.run->count();
  const LlmChoice& choice = tagger.run->model().choice;
  return {{"tagger", tagger.name},
          {"model", choice.model.id},
          {"strategy", choice.strategy},
          {"calls", count.calls},
          {"cached_calls", count.cached_calls},
          {"input_tokens", count.input_tokens},
          {"most_output_tokens", count.most_output_tokens},
          {"expected_usd", expected_usd(tagger.run->model(), count)},
          {"most_usd", most_usd(tagger.run->model(), count)}};
}

std::string json_of(const std::vector<CountedTagger>& taggers, const Counted& counted) {
  const Total total = total_of(taggers, counted);
  Json object{{"clips", counted.clip_count},
              {"windows", counted.window_count},
              {"taggers", Json::array()},
              {"calls", total.count.calls},
              {"cached_calls", total.count.cached_calls},
              {"input_tokens", total.count.input_tokens},
              {"most_output_tokens", total.count.most_output_tokens},
              {"expected_usd", total.expected},
              {"most_usd", total.most},
              {"ceilings", Json::array()}};
  for (const CountedTagger& tagger : taggers) object["taggers"].push_back(tagger_json(tagger));
  for (const CeilingShare& share : shares_of(taggers.front().run->model(), total))
    object["ceilings"].push_back(Json{{"per", share.per},
                                      {"usd", share.ceiling_usd},
                                      {"spent_usd", share.spent_usd},
                                      {"enough", share.is_enough()}});
  return object.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace

Result<RunCost> find_run_cost(const Settings& settings, const EvaluationRequest& request,
                              std::stop_token stop) {
  const auto names = asked_names(settings);
  if (!names) return names.error();
  auto taggers = open_taggers(settings, names.value());
  if (!taggers) return taggers.error();
  if (taggers.value().empty()) {
    const std::string free = settings.text(kEvaluatedTaggers);
    return RunCost{free_of_charge_text(free) + '\n', free_of_charge_json(free) + '\n'};
  }
  const auto counted = count_calls(settings, request, taggers.value(), stop);
  if (!counted) return counted.error();
  return RunCost{text_of(taggers.value(), counted.value()),
                 json_of(taggers.value(), counted.value())};
}

}  // namespace airmark::tools
