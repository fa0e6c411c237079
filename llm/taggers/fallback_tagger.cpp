#include "llm/taggers/fallback_tagger.h"

#include <utility>

namespace airmark::llm {
namespace {

class FallbackTagger final : public Tagger {
 public:
  FallbackTagger(std::unique_ptr<Tagger> first, std::unique_ptr<Tagger> second, OnOutage on_outage,
                 std::string first_id)
      : first_(std::move(first)),
        second_(std::move(second)),
        on_outage_(std::move(on_outage)),
        first_id_(std::move(first_id)) {}

  Result<TagSet> tag(const WindowAnalysis& analysis, const Description& description,
                     std::stop_token stop) override {
    Result<TagSet> answer = first_->tag(analysis, description, stop);
    if (answer) {
      if (!is_silent(analysis)) answered(answer.value());
      return answer;
    }
    if (stop.stop_requested()) return answer;
    failed(answer.error());
    return in_its_place(analysis, description, answer.error(), std::move(stop));
  }

 private:
  void failed(const Error& error) {
    if (std::exchange(is_failing_, true)) return;
    on_outage_("the tagger \"" + first_id_ +
               "\" fails, and another answers in its place: " + error.message);
  }

  void answered(const TagSet& answer) {
    if (!is_failing_ || answer.tagger_id == second_id_) return;
    is_failing_ = false;
    on_outage_("the tagger \"" + first_id_ + "\" answers again");
  }

  Result<TagSet> in_its_place(const WindowAnalysis& analysis, const Description& description,
                              const Error& failure, std::stop_token stop) {
    Result<TagSet> answer = second_->tag(analysis, description, std::move(stop));
    if (!answer)
      return Error{failure.kind,
                   failure.message +
                       "; what was to answer in its place fails, too: " + answer.error().message};
    TagSet& tags = answer.value();
    second_id_ = tags.tagger_id;
    if (tags.components.empty()) tags.components.push_back({tags.tagger_id, 1.0, tags.tags});
    tags.components.push_back({first_id_, 0.0, {}});
    return answer;
  }

  const std::unique_ptr<Tagger> first_;
  const std::unique_ptr<Tagger> second_;
  const OnOutage on_outage_;
  const std::string first_id_;
  std::string second_id_;
  bool is_failing_ = false;
};

}  // namespace

std::unique_ptr<Tagger> make_fallback_tagger(std::unique_ptr<Tagger> first,
                                             std::unique_ptr<Tagger> second, OnOutage on_outage,
                                             std::string first_id) {
  return std::make_unique<FallbackTagger>(std::move(first), std::move(second), std::move(on_outage),
                                          std::move(first_id));
}

}  // namespace airmark::llm
