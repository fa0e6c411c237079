#include "analysis/classify/model_tagger.h"

#include "analysis/classify/model_answer.h"

namespace airmark::analysis {

ModelTagger::ModelTagger(ModelFile file)
    : file_(std::move(file)), identifier_(model_identifier(file_)) {}

Result<TagSet> ModelTagger::tag(const WindowAnalysis& analysis, const Description&,
                                std::stop_token) {
  TagSet answer;
  answer.tagger_id = "model";
  if (!is_silent(analysis)) answer = model_answer(file_.model, analysis.gtzan58);
  answer.model = identifier_;
  return answer;
}

}  // namespace airmark::analysis
