#include "tools/tagging/watched_tagger.h"

#include <utility>

namespace airmark::tools {
namespace {

/// Passes a call on and remembers whether a ceiling forbade it: an Error no longer says so.
class CeilingMark : public llm::ChatModel {
 public:
  explicit CeilingMark(std::shared_ptr<llm::ChatModel> inner) : inner_(std::move(inner)) {}

  std::variant<llm::ChatAnswer, llm::CallError> ask(const llm::Prompt& prompt,
                                                    std::stop_token stop) override {
    auto answer = inner_->ask(prompt, std::move(stop));
    const auto* error = std::get_if<llm::CallError>(&answer);
    over_ceiling_ = error != nullptr && error->failure == llm::CallFailure::OverBudget;
    return answer;
  }
  std::string name() const override { return inner_->name(); }

  bool take() { return std::exchange(over_ceiling_, false); }

 private:
  const std::shared_ptr<llm::ChatModel> inner_;
  bool over_ceiling_ = false;  // its tagger's thread only
};

class WatchedTagger : public Tagger {
 public:
  WatchedTagger(llm::LlmTaggerSetup setup, std::shared_ptr<MissingAnswers> missing)
      : mark_(std::make_shared<CeilingMark>(std::move(setup.model))), missing_(std::move(missing)) {
    setup.model = mark_;
    inner_ = llm::make_llm_tagger(std::move(setup));
  }

  Result<TagSet> tag(const WindowAnalysis& analysis, const Description& description,
                     std::stop_token stop) override {
    Result<TagSet> answer = inner_->tag(analysis, description, stop);
    const bool over_ceiling = mark_->take();
    if (!answer && !stop.stop_requested())
      ++(over_ceiling ? missing_->over_ceiling : missing_->failed);
    return answer;
  }

 private:
  const std::shared_ptr<CeilingMark> mark_;
  const std::shared_ptr<MissingAnswers> missing_;
  std::unique_ptr<Tagger> inner_;
};

}  // namespace

std::unique_ptr<Tagger> make_watched_tagger(llm::LlmTaggerSetup setup,
                                            std::shared_ptr<MissingAnswers> missing) {
  return std::make_unique<WatchedTagger>(std::move(setup), std::move(missing));
}

}  // namespace airmark::tools
