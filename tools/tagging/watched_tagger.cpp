#include "tools/tagging/watched_tagger.h"

#include <utility>

namespace airmark::tools {
namespace {

/// What an answer, or an Error, no longer says of the call behind it.
enum class Asked { Nobody, Model, OverCeiling };

/// Passes a call on and remembers how it went.
class CallMark : public llm::ChatModel {
 public:
  explicit CallMark(std::shared_ptr<llm::ChatModel> inner) : inner_(std::move(inner)) {}

  std::variant<llm::ChatAnswer, llm::CallError> ask(const llm::Prompt& prompt,
                                                    std::stop_token stop) override {
    auto answer = inner_->ask(prompt, std::move(stop));
    const auto* error = std::get_if<llm::CallError>(&answer);
    // A ledger that cannot be written forbids calls, too, but nobody wanted that.
    const bool over_ceiling = error != nullptr && error->failure == llm::CallFailure::OverBudget &&
                              error->error.kind == ErrorKind::Refused;
    asked_ = over_ceiling ? Asked::OverCeiling : Asked::Model;
    return answer;
  }
  std::string name() const override { return inner_->name(); }

  Asked take() { return std::exchange(asked_, Asked::Nobody); }

 private:
  const std::shared_ptr<llm::ChatModel> inner_;
  Asked asked_ = Asked::Nobody;  // its tagger's thread only
};

class WatchedTagger : public Tagger {
 public:
  WatchedTagger(llm::LlmTaggerSetup setup, std::shared_ptr<AnswerWatch> watch, Tell tell)
      : mark_(std::make_shared<CallMark>(std::move(setup.model))),
        watch_(std::move(watch)),
        tell_(std::move(tell)) {
    setup.model = mark_;
    inner_ = llm::make_llm_tagger(std::move(setup));
  }

  Result<TagSet> tag(const WindowAnalysis& analysis, const Description& description,
                     std::stop_token stop) override {
    Result<TagSet> answer = inner_->tag(analysis, description, stop);
    const Asked asked = mark_->take();
    if (answer && asked == Asked::Model) watch_->answered(tell_);
    if (!answer && !stop.stop_requested())
      watch_->failed(answer.error(), asked == Asked::OverCeiling, tell_);
    return answer;
  }

 private:
  const std::shared_ptr<CallMark> mark_;
  const std::shared_ptr<AnswerWatch> watch_;
  const Tell tell_;
  std::unique_ptr<Tagger> inner_;
};

}  // namespace

std::unique_ptr<Tagger> make_watched_tagger(llm::LlmTaggerSetup setup,
                                            std::shared_ptr<AnswerWatch> watch, Tell tell) {
  return std::make_unique<WatchedTagger>(std::move(setup), std::move(watch), std::move(tell));
}

}  // namespace airmark::tools
