#include "tools/doctor/question_check.h"

#include <chrono>
#include <string>
#include <utility>
#include <variant>

#include "llm/policy/budgeted_model.h"
#include "tools/common/log.h"
#include "tools/tagging/dollars.h"
#include "tools/tagging/llm_service.h"

namespace airmark::tools {
namespace {

using std::chrono::duration_cast;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

// By these words the stand-in makes itself known in its answers.
constexpr std::string_view kStandinMark = "airmark's stand-in";

llm::Prompt trial_question() {
  llm::Prompt prompt;
  prompt.system = "You answer with one JSON object and nothing else.";
  prompt.user = R"(Is this service ready? Answer {"reply": "ready"}.)";
  prompt.json_schema =
      R"({"type":"object","properties":{"reply":{"type":"string"}},"required":["reply"],)"
      R"("additionalProperties":false})";
  prompt.strategy = "trial";
  prompt.version = 1;
  prompt.max_output_tokens = 64;  // room for a model that is talkative, or stood in for
  return prompt;
}

std::string most_it_costs(const LlmChoice& choice) {
  const auto most = llm::most_a_call_costs_usd(choice.model, trial_question());
  if (!most) return "an unknown sum";
  return *most == 0.0 ? "nothing" : dollars(*most) + " at most";
}

Finding answered(const LlmChoice& choice, const llm::ChatAnswer& answer, milliseconds took) {
  const auto cost =
      llm::cost_usd(choice.model, answer.usage.input_tokens, answer.usage.output_tokens);
  std::string found = answer.model + " answered after " + std::to_string(took.count()) +
                      " ms: " + std::to_string(answer.usage.input_tokens) + " tokens sent, " +
                      std::to_string(answer.usage.output_tokens) + " answered, " +
                      dollars(cost.value_or(0.0));
  if (answer.text.find(kStandinMark) != std::string::npos)
    found += " by the ledger; it is airmark's stand-in, whose answers are canned and free";
  if (answer.text.empty())
    return doubtful(Check::Question, found + "; but the answer is empty",
                    "try again, or choose another model");
  return fine(Check::Question, std::move(found));
}

}  // namespace

Finding ask_trial_question(const Settings& settings, const LlmChoice& choice,
                           std::stop_token stop) {
  constexpr const char* kMend = "see the findings above";
  const auto model = open_model(settings, choice, nullptr, stop);
  if (!model) return failed(Check::Question, model.error(), kMend);
  log_notice("asking " + choice.model.name + " one small question, which costs " +
             most_it_costs(choice));
  const auto before = steady_clock::now();
  const auto outcome = model.value()->ask(trial_question(), std::move(stop));
  const auto took = duration_cast<milliseconds>(steady_clock::now() - before);
  if (const auto* why = std::get_if<llm::CallError>(&outcome))
    return failed(Check::Question, why->error, kMend);
  return answered(choice, std::get<llm::ChatAnswer>(outcome), took);
}

Finding question_not_asked(const LlmChoice& choice) {
  return passed_over(Check::Question, choice.model.name + " was not asked",
                     "to have it asked one small question: `airmark doctor --ask` (costs " +
                         most_it_costs(choice) + ")");
}

}  // namespace airmark::tools
