#pragma once

#include "analysis/classify/model_file.h"
#include "analysis/vocabulary/tagger.h"

namespace airmark::analysis {

/// The trained classifier: calibrated probabilities of every genre from the 58 values.
///
/// Output     all classes, most probable first; confidence is the first one's probability. Key
///            indicators are the inputs that raise the first class's logit most against the mean
///            logit of the others (contributions() of linear_model.h), at most five, and only such
///            as speak for it. `latency` stays 0: the analysis knows no clock, the caller does.
///            A window with hardly anything audible, or with a value that is not a number, gives
///            an empty TagSet.
/// Guarantee  the same window gives the same TagSet; it takes microseconds and never fails.
class ModelTagger : public Tagger {
 public:
  explicit ModelTagger(ModelFile file);

  Result<TagSet> tag(const WindowAnalysis& analysis, const Description& description,
                     std::stop_token stop) override;

  /// The clips it was trained on, for whoever evaluates it.
  const std::vector<TrainingClip>& training_clips() const noexcept { return file_.training_clips; }

 private:
  ModelFile file_;
  std::string identifier_;
};

}  // namespace airmark::analysis
