#include "tools/doctor/choice_checks.h"

#include <string>

#include "analysis/describe/describer.h"
#include "llm/prompt/prompt.h"
#include "tools/tagging/dollars.h"
#include "tools/tagging/prompt_probe.h"
#include "tools/tagging/sample_window.h"

namespace airmark::tools {
namespace {

std::string source_of(const Settings& settings, std::string_view key) {
  const std::string own = settings.text(key);
  return own.empty() ? "built in" : own;
}

std::string price_text(const llm::ModelEntry& model) {
  const double input_usd = model.input_usd_per_million.value_or(0.0);
  const double output_usd = model.output_usd_per_million.value_or(0.0);
  if (input_usd == 0.0 && output_usd == 0.0) return "at no cost";
  return dollars(input_usd) + " per million tokens sent and " + dollars(output_usd) + " answered";
}

Finding model_finding(const Settings& settings, const LlmChoice& choice) {
  const llm::ModelEntry& model = choice.model;
  if (const auto priced = require_price(choice); !priced)
    return failed(Check::LanguageModel, priced.error(), "set llm.input_price and llm.output_price");
  const std::string id = model.name == model.id ? "" : " (" + model.id + ")";
  std::string found = model.name + id + " by " + choice.provider +
                      (choice.cascade ? ", where the local tagger is unsure, " : ", ") +
                      price_text(model) + "; registry: " + source_of(settings, "llm.models");
  if (model.lifecycle != llm::ModelLifecycle::Legacy)
    return fine(Check::LanguageModel, std::move(found));
  found += "; it is a legacy model";
  if (!model.end_of_life.empty()) found += " and ends on " + model.end_of_life;
  return doubtful(Check::LanguageModel, std::move(found),
                  model.successor.empty() ? "choose another model in time (llm.model)"
                                          : "use " + model.successor + " in its place (llm.model)");
}

Finding check_prompt(const Settings& settings, const LlmChoice& choice) {
  constexpr const char* kMend = "correct llm.prompts, llm.strategy or llm.labelled";
  const auto probe = PromptProbe::open(settings, choice, "tag");
  if (!probe) return failed(Check::Prompt, probe.error(), kMend);
  const WindowAnalysis sample = sample_window();
  const auto caught = probe.value()->prompt_for(sample, analysis::describe(sample), {});
  if (!caught) return failed(Check::Prompt, caught.error(), kMend);
  if (!caught.value())
    return failed(Check::Prompt, {ErrorKind::Internal, "a window of sound made no prompt"}, kMend);
  const llm::Prompt& prompt = *caught.value();
  const int tokens = llm::estimate_tokens(prompt);
  std::string found = prompt.strategy + ", version " + std::to_string(prompt.version) + " (" +
                      source_of(settings, "llm.prompts") + "): about " + std::to_string(tokens) +
                      " tokens, and at most " + std::to_string(prompt.max_output_tokens) +
                      " answered";
  const auto cost = llm::cost_usd(choice.model, tokens, prompt.max_output_tokens);
  if (cost && *cost > 0.0) found += ": " + dollars(*cost) + " a window at most";
  return fine(Check::Prompt, std::move(found));
}

/// For a choice that failed: where the fault is.
std::string remedy_for(const Settings& settings, std::string_view key) {
  if (!prompt_library(settings))
    return "correct what stands there, or name another folder (--prompts, llm.prompts)";
  if (!model_registry(settings))
    return "correct what stands there, or name another file (--models, llm.models)";
  return "correct the setting " + std::string(key) + " or those under [llm]";
}

}  // namespace

std::optional<LlmChoice> check_choice(const Settings& settings, std::string_view key,
                                      const OnFinding& on_finding) {
  auto choice = choose_llm(settings, key);
  if (!choice) {
    on_finding(failed(Check::LanguageModel, choice.error(), remedy_for(settings, key)));
    on_finding(passed_over(Check::Prompt, "not known, as the model is not"));
    return std::nullopt;
  }
  on_finding(model_finding(settings, choice.value()));
  on_finding(check_prompt(settings, choice.value()));
  return std::move(choice).value();
}

}  // namespace airmark::tools
