#include "llm/taggers/cascade_tagger.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "llm/taggers/music_watch.h"
#include "llm/taggers/question_allowance.h"

namespace airmark::llm {
namespace {

TagComponent voice(const TagSet& tags, double weight) {
  return {tags.tagger_id, weight, tags.tags};
}

class CascadeTagger final : public Tagger {
 public:
  CascadeTagger(std::unique_ptr<Tagger> local, std::unique_ptr<Tagger> other,
                const CascadeRules& rules)
      : rules_(rules),
        local_(std::move(local)),
        other_(std::move(other)),
        music_(rules.changed_from),
        allowance_(rules.most_per_hour) {}

  Result<TagSet> tag(const WindowAnalysis& analysis, const Description& description,
                     std::stop_token stop) override {
    follow(analysis.window);
    Result<TagSet> local = local_->tag(analysis, description, stop);
    if (!local || is_silent(analysis)) return local;
    return decide(analysis, description, local.value(), std::move(stop));
  }

 private:
  void follow(const StreamSpan& window) {
    const bool is_new_stream = last_ && window.first_frame <= last_->first_frame;
    if (is_new_stream) forget();
    const auto passed_frames =
        last_ && !is_new_stream ? window.end_frame() - last_->end_frame() : window.frame_count;
    allowance_.pass(static_cast<double>(passed_frames) / window.sample_rate_hz);
    last_ = window;
  }

  void forget() {
    music_.forget();
    held_.clear();
    told_tag_.reset();
  }

  Result<TagSet> decide(const WindowAnalysis& analysis, const Description& description,
                        const TagSet& local, std::stop_token stop) {
    const bool is_unsure = local.confidence < rules_.sure_from;
    const bool flips = told_tag_ && *told_tag_ != first_tag(local);
    const MusicChange change = music_.hear(description);
    if (!is_unsure && !flips && change != MusicChange::Changed) return told(local);
    if (change == MusicChange::Changed) {
      if (!allowance_.take(is_unsure || flips ? Urgency::Urgent : Urgency::Spare))
        return told(local);
      held_.clear();
    } else {
      if (const TagSet* held = held_answer(first_tag(local), is_unsure))
        return told(again(local, *held));
      // Whether the tag flips is seen when the next window says what this one was.
      if (change == MusicChange::Perhaps) return local;
      if (!allowance_.take(Urgency::Urgent)) return told(local);
    }
    return ask(analysis, description, local, std::move(stop));
  }

  TagSet told(TagSet answer) {
    if (!answer.tags.empty()) told_tag_ = first_tag(answer);
    return answer;
  }

  /// Where an unsure tagger sways says nothing: the same music needs no new answer for it.
  const TagSet* held_answer(std::string_view local_tag, bool is_unsure) const {
    const auto held = held_.find(local_tag);
    if (held != held_.end()) return &held->second;
    return is_unsure && !held_.empty() ? &held_.at(newest_held_) : nullptr;
  }

  static TagSet again(const TagSet& local, TagSet held) {
    held.components.front() = voice(local, 0.0);
    held.latency = {};
    held.usage = {};
    held.cost_usd = 0.0;
    return held;
  }

  Result<TagSet> ask(const WindowAnalysis& analysis, const Description& description,
                     const TagSet& local, std::stop_token stop) {
    Result<TagSet> answer = other_->tag(analysis, description, std::move(stop));
    // An answer that is of no use may have been paid for, and the next would be no better.
    if (answer || answer.error().kind == ErrorKind::BadReply)
      music_.asked(description);
    else
      allowance_.give_back();
    if (!answer) {
      held_.clear();
      return answer;
    }
    TagSet tags = std::move(answer).value();
    tags.components = {voice(local, 0.0), voice(tags, 1.0)};
    tags.tagger_id = "cascade";
    newest_held_ = first_tag(local);
    held_.insert_or_assign(newest_held_, tags);
    return told(std::move(tags));
  }

  const CascadeRules rules_;
  const std::unique_ptr<Tagger> local_;
  const std::unique_ptr<Tagger> other_;
  MusicWatch music_;
  QuestionAllowance allowance_;
  std::optional<StreamSpan> last_;
  std::map<std::string, TagSet, std::less<>>
      held_;                 // by the local tagger's first tag, of the same music
  std::string newest_held_;  // a key of held_ unless that is empty
  std::optional<std::string> told_tag_;
};

}  // namespace

// The store holds an hour's worth at first, so that 24 hours see 25 times as many at most.
CascadeRules CascadeRules::for_station() noexcept {
  CascadeRules rules;
  rules.most_per_hour = 11.0;
  return rules;
}

std::unique_ptr<Tagger> make_cascade_tagger(std::unique_ptr<Tagger> local,
                                            std::unique_ptr<Tagger> other,
                                            const CascadeRules& rules) {
  return std::make_unique<CascadeTagger>(std::move(local), std::move(other), rules);
}

}  // namespace airmark::llm
