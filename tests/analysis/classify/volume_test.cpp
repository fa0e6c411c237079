#include <gtest/gtest.h>

#include <vector>

#include "analysis/classify/built_in_taggers.h"
#include "analysis/summary/gtzan58_extractor.h"
#include "tests/support/signals.h"

namespace airmark::analysis {
namespace {

TagSet tags_at(double gain) {
  std::vector<float> samples = testing::music(30.0, kAnalysisRateHz);
  for (float& sample : samples) sample = static_cast<float>(sample * gain);
  Gtzan58Extractor extractor;
  const WindowFeatures features = extractor.extract(samples);
  WindowAnalysis analysis;
  analysis.gtzan58 = features.gtzan58;
  analysis.audible_ratio = features.audible_ratio;
  auto tagger = make_built_in_tagger("model", std::nullopt);
  return tagger.value()->tag(analysis, {}, {}).value();
}

TEST(Volume, DoesNotChangeTheTag) {
  const TagSet full = tags_at(1.0);
  for (const double gain : {0.5, 0.1}) {
    const TagSet quieter = tags_at(gain);
    ASSERT_EQ(quieter.tags.size(), full.tags.size());
    for (std::size_t k = 0; k < full.tags.size(); ++k) {
      EXPECT_EQ(quieter.tags[k].tag, full.tags[k].tag);
      EXPECT_NEAR(quieter.tags[k].probability, full.tags[k].probability, 1e-3) << "gain " << gain;
    }
  }
}

}  // namespace
}  // namespace airmark::analysis
