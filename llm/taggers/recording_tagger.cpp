#include "llm/taggers/recording_tagger.h"

#include <chrono>
#include <utility>

namespace airmark::llm {
namespace {

class RecordingTagger final : public Tagger {
 public:
  RecordingTagger(std::unique_ptr<Tagger> inner, std::shared_ptr<AnswerRecord> record,
                  OnOutage on_outage)
      : inner_(std::move(inner)), record_(std::move(record)), on_outage_(std::move(on_outage)) {}

  Result<TagSet> tag(const WindowAnalysis& analysis, const Description& description,
                     std::stop_token stop) override {
    const auto start = std::chrono::steady_clock::now();
    Result<TagSet> answer = inner_->tag(analysis, description, stop);
    if (!answer && stop.stop_requested()) return answer;
    if (answer && answer.value().latency.count() == 0)
      answer.value().latency = std::chrono::duration_cast<std::chrono::microseconds>(
          std::chrono::steady_clock::now() - start);
    tell(record_->append(analysis, description, answer));
    return answer;
  }

 private:
  void tell(const Result<Done>& kept) {
    const bool was_failing = std::exchange(is_failing_, !kept);
    if (!kept && !was_failing) on_outage_(kept.error().message);
  }

  const std::unique_ptr<Tagger> inner_;
  const std::shared_ptr<AnswerRecord> record_;
  const OnOutage on_outage_;
  bool is_failing_ = false;
};

}  // namespace

std::unique_ptr<Tagger> make_recording_tagger(std::unique_ptr<Tagger> inner,
                                              std::shared_ptr<AnswerRecord> record,
                                              OnOutage on_outage) {
  return std::make_unique<RecordingTagger>(std::move(inner), std::move(record),
                                           std::move(on_outage));
}

}  // namespace airmark::llm
