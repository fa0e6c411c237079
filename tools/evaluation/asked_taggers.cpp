#include "tools/evaluation/asked_taggers.h"

#include <algorithm>
#include <utility>

#include "analysis/classify/built_in_taggers.h"
#include "tools/common/log.h"
#include "tools/tagging/llm_choice.h"
#include "tools/tagging/tagger_spec.h"

namespace airmark::tools {
namespace {

constexpr std::string_view kKey = "eval.tagger";
constexpr std::string_view kBaseline = "local";

std::vector<std::string> names_in(std::string_view list) {
  std::vector<std::string> names;
  for (;;) {
    const std::size_t comma = list.find(',');
    names.emplace_back(list.substr(0, comma));
    if (comma == std::string_view::npos) return names;
    list.remove_prefix(comma + 1);
  }
}

bool is_trained(std::string_view name) { return name == "model" || name == kBaseline; }

Result<std::vector<std::string>> asked_names(const Settings& settings) {
  std::vector<std::string> names = names_in(settings.text(kKey));
  for (auto name = names.begin(); name != names.end(); ++name) {
    const auto spec = parse_tagger_spec(*name, {});
    if (!spec) return spec.error();
    if (std::find(names.begin(), name, *name) != name)
      return Error{ErrorKind::Usage, "--tagger names '" + *name + "' twice; name it once"};
  }
  if (std::ranges::any_of(names, asks_llm) && std::ranges::none_of(names, is_trained))
    names.emplace_back(kBaseline);
  return names;
}

Result<AskedTagger> open_llm(const Settings& settings, const std::string& name,
                             std::stop_token stop) {
  const auto choice = choose_llm(settings, kKey, name);
  if (!choice) return choice.error();
  auto kit = LlmKit::open(settings, choice.value(), "eval", std::move(stop));
  if (!kit) return kit.error();
  const LlmChoice& chosen = choice.value();
  return AskedTagger{.name = name,
                     .asks_llm = true,
                     .knows_model = chosen.cascade || chosen.strategy == "grounded",
                     .identity = chosen.provider + ":" + chosen.model.id + "/" + chosen.strategy,
                     .kit = std::move(kit).value()};
}

}  // namespace

Result<AskedTaggers> AskedTaggers::open(const Settings& settings, std::stop_token stop) {
  AskedTaggers taggers;
  if (const std::string file = settings.text("eval.model"); !file.empty())
    taggers.model_file_ = file;
  auto model = analysis::read_local_model(taggers.model_file_);
  if (!model) return model.error();
  taggers.model_ = std::make_shared<analysis::ModelFile>(std::move(model).value());
  const auto names = asked_names(settings);
  if (!names) return names.error();
  for (const std::string& name : names.value()) {
    if (asks_llm(name)) {
      auto asked = open_llm(settings, name, stop);
      if (!asked) return asked.error();
      taggers.list_.push_back(std::move(asked).value());
      continue;
    }
    const bool trained = is_trained(name);
    const std::string identity =
        trained ? analysis::model_identifier(*taggers.model_) : std::string("built-in");
    taggers.list_.push_back({.name = name,
                             .is_trained = trained,
                             .knows_model = trained,
                             .identity = identity,
                             .kit = nullptr});
  }
  return taggers;
}

bool AskedTaggers::any_llm() const { return std::ranges::any_of(list_, &AskedTagger::asks_llm); }

bool AskedTaggers::any_trained() const {
  return std::ranges::any_of(list_, &AskedTagger::is_trained);
}

Result<std::unique_ptr<Tagger>> AskedTaggers::make(const AskedTagger& asked) const {
  if (asked.kit) return asked.kit->make_tagger([](const std::string& text) { log_notice(text); });
  return analysis::make_built_in_tagger(asked.name, model_file_);
}

}  // namespace airmark::tools
