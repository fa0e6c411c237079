#include "tools/commands/models_command.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "tools/tagging/llm_choice.h"
#include "tools/tagging/llm_flags.h"
#include "tools/tagging/llm_service.h"
#include "tools/tagging/model_check.h"
#include "tools/tagging/model_words.h"

namespace airmark::tools {
namespace {

bool is_called(const llm::ModelEntry& model, const std::string& name) {
  return model.id == name || std::ranges::find(model.aliases, name) != model.aliases.end();
}

class ModelsCommand : public Command {
 public:
  std::string_view name() const override { return "models"; }
  std::string_view summary() const override {
    return "list language models, their prices and limits; ask an account for them";
  }

  void declare(CLI::App& parser, Settings& settings) override {
    parser.add_option("NAME", model_, "Alias or id of one model, to be told all of it")
        ->option_text(" ");
    parser.add_flag("--check", check_, "Ask the account which of them it may use; costs nothing");
    parser.add_flag("--json", json_, "Print JSON");
    add_llm_flags(parser, settings,
                  {"llm.models", "llm.profile", "llm.region", "llm.endpoint", "llm.timeout"});
  }

  Result<ExitCode> run(const Settings& settings, std::stop_token stop) override {
    const auto registry = model_registry(settings);
    if (!registry) return registry.error();
    const auto models = wanted(registry.value());
    if (!models) return models.error();
    std::vector<AccountVerdict> verdicts;
    if (check_) {
      const auto client = open_bedrock(settings, stop);
      if (!client) return client.error();
      auto checked = check_models(*client.value(), models.value(), std::move(stop));
      if (!checked) return checked.error();
      verdicts = std::move(checked).value();
    }
    print(models.value(), verdicts);
    return exit_code(settings, models.value(), verdicts);
  }

 private:
  /// The one that is named, also one that has ended; else all.
  Result<std::vector<llm::ModelEntry>> wanted(const llm::ModelRegistry& registry) const {
    if (model_.empty()) return registry.entries();
    for (const llm::ModelEntry& model : registry.entries())
      if (is_called(model, model_)) return std::vector{model};
    const auto found = registry.find(model_);
    if (!found) return Error{ErrorKind::Usage, found.error().message};
    for (const llm::ModelEntry& model : registry.entries())  // a profile or an ARN of it was named
      if (found.value().id.ends_with(model.id)) return std::vector{model};
    return std::vector{found.value()};
  }

  void print(const std::vector<llm::ModelEntry>& models,
             const std::vector<AccountVerdict>& verdicts) const {
    if (model_.empty()) {
      std::cout << (json_ ? models_json(models, verdicts) : models_table(models, verdicts));
    } else {
      const AccountVerdict* verdict = verdicts.empty() ? nullptr : &verdicts.front();
      std::cout << (json_ ? model_json(models.front(), verdict)
                          : model_facts(models.front(), verdict));
    }
    std::cout << '\n';
  }

  /// What counts is the model that was asked for, or the one that the settings name: that some of
  /// a whole list are not granted is ordinary.
  ExitCode exit_code(const Settings& settings, const std::vector<llm::ModelEntry>& models,
                     const std::vector<AccountVerdict>& verdicts) const {
    const std::string name = settings.text("llm.model");
    for (std::size_t n = 0; n < verdicts.size(); ++n)
      if ((!model_.empty() || is_called(models[n], name)) && !is_usable(verdicts[n].state))
        return ExitCode::SomethingFailed;
    return ExitCode::Done;
  }

  std::string model_;
  bool check_ = false;
  bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> make_models_command() { return std::make_unique<ModelsCommand>(); }

}  // namespace airmark::tools
