#include "tools/doctor/llm_checks.h"

#include <algorithm>
#include <set>
#include <string>

#include "tools/doctor/bedrock_checks.h"
#include "tools/doctor/choice_checks.h"
#include "tools/doctor/openai_checks.h"
#include "tools/doctor/question_check.h"
#include "tools/doctor/spending_checks.h"
#include "tools/tagging/llm_choice.h"
#include "tools/tagging/tagger_spec.h"

namespace airmark::tools {
namespace {

constexpr std::string_view kProviderKey = "llm.provider";

Finding not_set_up() {
  return passed_over(Check::LanguageModel,
                     "not set up, and not needed: no tagger asks a language model",
                     "to use one, name it in the settings tag.tagger or live.tagger (bedrock, "
                     "openai, cascade); `airmark doctor llm` says what is missing");
}

std::string provider_of(const Settings& settings, std::string_view key) {
  const std::string tagger = settings.text(key);
  const std::string name = tagger.substr(0, tagger.find(':'));
  return name == "cascade" ? settings.text(kProviderKey) : name;
}

std::vector<LlmChoice> of_provider(const std::vector<LlmChoice>& choices,
                                   std::string_view provider) {
  std::vector<LlmChoice> of_it;
  std::ranges::copy_if(choices, std::back_inserter(of_it),
                       [&](const LlmChoice& choice) { return choice.provider == provider; });
  return of_it;
}

}  // namespace

std::vector<std::string_view> asking_settings(const Settings& settings) {
  std::vector<std::string_view> keys;
  std::set<std::string> seen;
  for (const std::string_view key : {"tag.tagger", "live.tagger", "live.second_opinion"}) {
    const std::string tagger = settings.text(key);
    if (asks_llm(tagger) && seen.insert(tagger).second) keys.push_back(key);
  }
  return keys;
}

void check_llm(const Settings& settings, const LlmScope& scope, const OnFinding& on_finding,
               std::stop_token stop) {
  std::vector<std::string_view> keys = asking_settings(settings);
  if (keys.empty() && !scope.required) return on_finding(not_set_up());
  if (keys.empty()) keys.push_back(kProviderKey);

  std::vector<LlmChoice> choices;
  std::set<std::string> providers;
  for (const std::string_view key : keys) {
    providers.insert(provider_of(settings, key));
    if (auto choice = check_choice(settings, key, on_finding)) choices.push_back(*choice);
  }
  if (providers.contains("bedrock"))
    check_bedrock(settings, of_provider(choices, "bedrock"), on_finding, stop);
  if (providers.contains("openai"))
    check_openai(settings, of_provider(choices, "openai"), on_finding, stop);
  check_ledger(settings, on_finding);
  check_reply_cache(settings, on_finding);
  for (const LlmChoice& choice : choices)
    on_finding(scope.ask ? ask_trial_question(settings, choice, stop) : question_not_asked(choice));
}

}  // namespace airmark::tools
