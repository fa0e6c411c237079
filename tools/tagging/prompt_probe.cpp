#include "tools/tagging/prompt_probe.h"

#include <utility>

#include "tools/tagging/llm_kit.h"

namespace airmark::tools {

/// Keeps the prompt and answers nothing.
class PromptProbe::Catcher : public llm::ChatModel {
 public:
  std::variant<llm::ChatAnswer, llm::CallError> ask(const llm::Prompt& prompt,
                                                    std::stop_token) override {
    caught_ = prompt;
    return llm::CallError{llm::CallFailure::Stopped, {ErrorKind::Refused, "nobody is asked"}};
  }
  std::string name() const override { return "nobody"; }

  std::optional<llm::Prompt> take() { return std::exchange(caught_, std::nullopt); }

 private:
  std::optional<llm::Prompt> caught_;
};

Result<std::unique_ptr<PromptProbe>> PromptProbe::open(const Settings& settings, LlmChoice choice,
                                                       std::string_view section) {
  choice.cascade = false;  // it would ask only now and then
  std::unique_ptr<PromptProbe> probe(new PromptProbe());
  probe->catcher_ = std::make_shared<Catcher>();
  const auto kit = LlmKit::open_dry(settings, choice, section, probe->catcher_);
  if (!kit) return kit.error();
  auto tagger = kit.value()->make_tagger([](const std::string&) {});
  if (!tagger) return tagger.error();
  probe->tagger_ = std::move(tagger).value();
  return probe;
}

Result<std::optional<llm::Prompt>> PromptProbe::prompt_for(const WindowAnalysis& analysis,
                                                           const Description& description,
                                                           std::stop_token stop) {
  const auto answer = tagger_->tag(analysis, description, std::move(stop));
  std::optional<llm::Prompt> caught = catcher_->take();
  if (!caught && !answer) return answer.error();
  return caught;
}

}  // namespace airmark::tools
