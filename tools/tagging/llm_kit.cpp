#include "tools/tagging/llm_kit.h"

#include <string>
#include <utility>

#include "analysis/classify/built_in_taggers.h"
#include "analysis/vocabulary/genres.h"
#include "llm/taggers/fallback_tagger.h"
#include "llm/taggers/llm_tagger.h"
#include "tools/common/log.h"
#include "tools/tagging/llm_service.h"
#include "tools/tagging/watched_tagger.h"

namespace airmark::tools {
namespace {

std::optional<std::filesystem::path> local_model_of(const Settings& settings,
                                                    std::string_view section) {
  const std::string file = settings.text(std::string(section) + ".model");
  if (file.empty()) return std::nullopt;
  return file;
}

/// A file ends; a live feed does not, and neither may what it costs.
llm::CascadeRules cascade_rules(const Settings& settings, std::string_view section) {
  llm::CascadeRules rules =
      section == "live" ? llm::CascadeRules::for_station() : llm::CascadeRules();
  rules.sure_from = settings.number("llm.sure_from");
  rules.changed_from = settings.number("llm.changed_from");
  return rules;
}

std::string tagger_name(const LlmChoice& choice) {
  return choice.cascade ? "cascade" : choice.provider;
}

void tell_of_old_age(const llm::ModelEntry& model) {
  if (model.lifecycle != llm::ModelLifecycle::Legacy) return;
  std::string sentence = model.name + " is a legacy model";
  if (!model.end_of_life.empty()) sentence += " and ends on " + model.end_of_life;
  if (!model.successor.empty()) sentence += "; " + model.successor + " takes its place";
  log_notice(sentence);
}

}  // namespace

LlmKit::LlmKit(const Settings& settings, LlmChoice choice, std::string_view section)
    : choice_(std::move(choice)),
      service_(service_name(settings, choice_)),
      local_model_(local_model_of(settings, section)),
      cascade_rules_(cascade_rules(settings, section)),
      watch_(std::make_shared<AnswerWatch>(tagger_name(choice_))) {}

Result<std::unique_ptr<LlmKit>> LlmKit::open(const Settings& settings, const LlmChoice& choice,
                                             std::string_view section, std::stop_token stop,
                                             std::shared_ptr<llm::Budget> shared) {
  std::unique_ptr<LlmKit> kit(new LlmKit(settings, choice, section));
  if (const auto read = kit->read_labelled(settings); !read) return read.error();
  auto model = open_model(settings, choice, std::move(shared), std::move(stop));
  if (!model) return model.error();
  kit->model_ = std::move(model).value();
  auto cache = open_reply_cache(settings);
  if (!cache) return cache.error();
  kit->cache_ = std::move(cache).value();
  if (const std::string file = settings.text("llm.record_answers"); !file.empty()) {
    auto record = llm::AnswerRecord::open(file);
    if (!record) return record.error();
    kit->record_ = std::move(record).value();
  }
  tell_of_old_age(choice.model);
  return kit;
}

Result<std::unique_ptr<LlmKit>> LlmKit::open_dry(const Settings& settings, const LlmChoice& choice,
                                                 std::string_view section,
                                                 std::shared_ptr<llm::ChatModel> model) {
  std::unique_ptr<LlmKit> kit(new LlmKit(settings, choice, section));
  if (const auto read = kit->read_labelled(settings); !read) return read.error();
  kit->model_ = std::move(model);
  kit->dry_ = true;
  return kit;
}

Result<Done> LlmKit::read_labelled(const Settings& settings) {
  const std::string file = settings.text("llm.labelled");
  if (file.empty()) return Done{};
  auto clips = NearestClips::read(file);
  if (!clips) return clips.error();
  labelled_ = std::move(clips).value();
  return Done{};
}

Result<std::unique_ptr<Tagger>> LlmKit::make_local() const {
  return analysis::make_built_in_tagger("local", local_model_);
}

Result<std::unique_ptr<Tagger>> LlmKit::make_asking(Tell tell_of_outage) const {
  auto opinion = make_local();
  if (!opinion) return opinion;
  llm::LlmTaggerSetup setup{choice_.provider,
                            service_,
                            model_,
                            choice_.model,
                            choice_.prompts,
                            choice_.strategy,
                            genre_identifiers(),
                            cache_,
                            std::move(opinion).value(),
                            {}};
  if (labelled_)
    setup.neighbours = [clips = labelled_](const WindowAnalysis& analysis) {
      return clips->find(analysis);
    };
  Result<std::unique_ptr<Tagger>> asking =
      make_watched_tagger(std::move(setup), watch_, std::move(tell_of_outage));
  if (dry_) asking = with_fallback(std::move(asking).value());
  if (!asking || !choice_.cascade) return asking;
  auto local = make_local();
  if (!local) return local;
  return llm::make_cascade_tagger(std::move(local).value(), std::move(asking).value(),
                                  cascade_rules_);
}

Result<std::unique_ptr<Tagger>> LlmKit::with_fallback(std::unique_ptr<Tagger> tagger) const {
  auto local = make_local();
  if (!local) return local;
  const auto told_by_the_watch = [](const std::string&) {};
  return llm::make_fallback_tagger(std::move(tagger), std::move(local).value(), told_by_the_watch,
                                   tagger_name(choice_));
}

std::unique_ptr<Tagger> LlmKit::recorded(std::unique_ptr<Tagger> tagger, Tell tell) const {
  if (!record_) return tagger;
  const auto failed = [watch = watch_, tell = std::move(tell)](const std::string& message) {
    watch->note_fault();
    tell(message);
  };
  return llm::make_recording_tagger(std::move(tagger), record_, failed);
}

Result<std::unique_ptr<Tagger>> LlmKit::make_tagger(Tell tell) const {
  auto asking = make_asking({});
  if (!asking) return asking;
  return recorded(std::move(asking).value(), std::move(tell));
}

Result<std::unique_ptr<Tagger>> LlmKit::make_safe_tagger(Tell tell) const {
  auto asking = make_asking(tell);
  if (!asking) return asking;
  auto safe = with_fallback(std::move(asking).value());
  if (!safe) return safe;
  return recorded(std::move(safe).value(), std::move(tell));
}

}  // namespace airmark::tools
