#include "tools/evaluation/asked_taggers.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "analysis/classify/built_in_taggers.h"
#include "tools/common/log.h"
#include "tools/tagging/llm_service.h"
#include "tools/tagging/tagger_spec.h"

namespace airmark::tools {
namespace {

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

}  // namespace

Result<std::vector<std::string>> asked_names(const Settings& settings) {
  std::vector<std::string> names = names_in(settings.text(kEvaluatedTaggers));
  for (auto name = names.begin(); name != names.end(); ++name) {
    const auto spec = parse_tagger_spec(*name, {});
    if (!spec) return spec.error();
    if (std::find(names.begin(), name, *name) != name)
      return Error{ErrorKind::Usage, "--tagger names '" + *name + "' twice; name it once"};
  }
  return names;
}

bool tells_local_opinion(const LlmChoice& choice) { return choice.strategy == "grounded"; }

Result<AskedTaggers> AskedTaggers::open(const Settings& settings,
                                        const std::vector<std::filesystem::path>& replies,
                                        std::stop_token stop) {
  AskedTaggers taggers;
  if (const std::string file = settings.text("eval.model"); !file.empty())
    taggers.model_file_ = file;
  auto model = analysis::read_local_model(taggers.model_file_);
  if (!model) return model.error();
  taggers.model_ = std::make_shared<analysis::ModelFile>(std::move(model).value());
  const auto names = asked_names(settings);
  if (!names) return names.error();
  for (const std::string& name : names.value())
    if (auto added = taggers.add(settings, name, stop); !added) return added.error();
  for (const std::filesystem::path& file : replies)
    if (auto added = taggers.add_replies(file); !added) return added.error();
  if (std::ranges::any_of(taggers.list_, &AskedTagger::speaks_for_llm) && !taggers.any_trained())
    if (auto added = taggers.add(settings, std::string(kBaseline), stop); !added)
      return added.error();
  return taggers;
}

Result<Done> AskedTaggers::add(const Settings& settings, const std::string& name,
                               std::stop_token stop) {
  if (asks_llm(name)) return add_llm(settings, name, std::move(stop));
  const bool trained = is_trained(name);
  const std::string identity =
      trained ? analysis::model_identifier(*model_) : std::string("built-in");
  list_.push_back(
      {.name = name, .is_trained = trained, .knows_model = trained, .identity = identity});
  return Done{};
}

Result<Done> AskedTaggers::add_llm(const Settings& settings, const std::string& name,
                                   std::stop_token stop) {
  const auto choice = choose_llm(settings, kEvaluatedTaggers, name);
  if (!choice) return choice.error();
  const LlmChoice& chosen = choice.value();
  if (!budget_ && !costs_nothing(chosen.model)) {
    llm::Ceilings most = ceilings(settings);
    most.run_flag = kRunCeilingFlag;
    auto budget = open_budget(settings, most);
    if (!budget) return budget.error();
    budget_ = std::move(budget).value();
  }
  auto kit = LlmKit::open(settings, chosen, "eval", std::move(stop), budget_);
  if (!kit) return kit.error();
  list_.push_back({.name = name,
                   .asks_llm = true,
                   .knows_model = chosen.cascade || tells_local_opinion(chosen),
                   .identity = chosen.provider + ":" + chosen.model.id + "/" + chosen.strategy,
                   .kit = std::move(kit).value()});
  return Done{};
}

Result<Done> AskedTaggers::add_replies(const std::filesystem::path& path) {
  auto file = read_replies(path);
  if (!file) return file.error();
  auto replies = std::make_shared<const ReplyFile>(std::move(file).value());
  if (std::ranges::find(list_, replies->tagger, &AskedTagger::name) != list_.end())
    return Error{ErrorKind::Usage, "--import-replies names two files that make the tagger " +
                                       replies->tagger + "; rename one"};
  list_.push_back({.name = replies->tagger,
                   .identity = "replies with SHA-256 " + replies->sha256,
                   .replies = std::move(replies)});
  return Done{};
}

bool AskedTaggers::any_llm() const { return std::ranges::any_of(list_, &AskedTagger::asks_llm); }

bool AskedTaggers::any_trained() const {
  return std::ranges::any_of(list_, &AskedTagger::is_trained);
}

Result<std::unique_ptr<Tagger>> AskedTaggers::make(const AskedTagger& asked) const {
  assert(asked.replies == nullptr);
  if (asked.kit) return asked.kit->make_tagger([](const std::string& text) { log_notice(text); });
  return analysis::make_built_in_tagger(asked.name, model_file_);
}

}  // namespace airmark::tools
