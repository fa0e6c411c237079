#include "llm/taggers/llm_tagger.h"

#include <optional>
#include <utility>
#include <variant>

#include "llm/reply/reply_parser.h"
#include "llm/taggers/reply_tags.h"

namespace airmark::llm {
namespace {

constexpr std::string_view kGroundedStrategy = "grounded";

class LlmTagger final : public Tagger {
 public:
  explicit LlmTagger(LlmTaggerSetup setup) : setup_(std::move(setup)) {}

  Result<TagSet> tag(const WindowAnalysis& analysis, const Description& description,
                     std::stop_token stop) override {
    if (is_silent(analysis)) return signed_by(setup_.entry.id);
    PromptMaterial material{analysis, description, setup_.genres, {}, {}};
    if (Result<Done> grounded = ground(material, stop); !grounded) return grounded.error();
    const Result<Prompt> prompt = setup_.prompts->make_prompt(setup_.strategy, material);
    if (!prompt) return prompt.error();
    if (setup_.cache == nullptr) return ask(prompt.value(), material, {}, std::move(stop));
    const std::string key = ReplyCache::key(setup_.service, setup_.entry.id, prompt.value());
    if (std::optional<TagSet> kept = find(key, material)) return *std::move(kept);
    return ask(prompt.value(), material, key, std::move(stop));
  }

 private:
  /// The answer, or an empty one, with who gives it. MODEL/STRATEGY is how --tagger names it.
  TagSet signed_by(const std::string& model, TagSet tags = {}) const {
    tags.tagger_id = setup_.tagger_id;
    tags.model = model + '/' + setup_.strategy;
    return tags;
  }

  Result<Done> ground(PromptMaterial& material, const std::stop_token& stop) {
    if (setup_.strategy != kGroundedStrategy) return Done{};
    if (setup_.neighbours) material.neighbours = setup_.neighbours(material.analysis);
    if (setup_.local == nullptr) return Done{};
    Result<TagSet> opinion = setup_.local->tag(material.analysis, material.description, stop);
    if (!opinion) return opinion.error();
    material.local_opinion = std::move(opinion).value();
    return Done{};
  }

  std::optional<TagSet> find(const std::string& key, const PromptMaterial& material) {
    const std::optional<CachedReply> kept = setup_.cache->find(key);
    if (!kept) return std::nullopt;
    const Result<ParsedReply> reply = parse_reply(kept->text, setup_.genres);
    if (!reply) return std::nullopt;
    return tags_of(reply.value(), material, kept->model, kept->prompt_version);
  }

  /// `key` is where the answer is kept; empty where there is no cache.
  Result<TagSet> ask(const Prompt& prompt, const PromptMaterial& material, const std::string& key,
                     std::stop_token stop) {
    const auto outcome = setup_.model->ask(prompt, std::move(stop));
    if (const auto* failure = std::get_if<CallError>(&outcome)) return failure->error;
    const ChatAnswer& answer = std::get<ChatAnswer>(outcome);
    const Result<ParsedReply> reply = parse_reply(answer.text, setup_.genres);
    if (!reply) return unreadable(reply.error(), prompt, answer);
    TagSet tags = tags_of(reply.value(), material, answer.model, prompt.version);
    tags.usage = answer.usage;
    tags.cost_usd =
        llm::cost_usd(setup_.entry, answer.usage.input_tokens, answer.usage.output_tokens)
            .value_or(0.0);
    if (setup_.cache != nullptr)
      setup_.cache->store(key, {.text = answer.text,
                                .model = answer.model,
                                .strategy = prompt.strategy,
                                .prompt_version = prompt.version,
                                .usage = tags.usage,
                                .cost_usd = tags.cost_usd,
                                .stored = {}});
    return tags;
  }

  static Error unreadable(const Error& error, const Prompt& prompt, const ChatAnswer& answer) {
    std::string sentence =
        answer.model + ", asked by strategy \"" + prompt.strategy + "\": " + error.message;
    if (answer.cut_off)
      sentence += "; its limit of " + std::to_string(prompt.max_output_tokens) +
                  " tokens cut it off, so raise max_output_tokens in the prompt's template";
    return {error.kind, sentence};
  }

  TagSet tags_of(const ParsedReply& reply, const PromptMaterial& material, const std::string& model,
                 int prompt_version) const {
    TagSet tags = signed_by(model, reply_tags(reply, material.analysis, material.description));
    tags.prompt_version = prompt_version;
    if (material.local_opinion)
      tags.components = {{material.local_opinion->tagger_id, 0.0, material.local_opinion->tags},
                         {tags.tagger_id, 1.0, tags.tags}};
    return tags;
  }

  const LlmTaggerSetup setup_;
};

}  // namespace

std::unique_ptr<Tagger> make_llm_tagger(LlmTaggerSetup setup) {
  return std::make_unique<LlmTagger>(std::move(setup));
}

}  // namespace airmark::llm
