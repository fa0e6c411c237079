#include "analysis/summary/embedding45_summary.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>

#include "analysis/summary/statistics.h"
#include "analysis/tonality/chroma.h"
#include "analysis/vocabulary/mir103.h"

namespace airmark::analysis {
namespace {

/// The values before they are scaled.
Embedding45Values measured_values(const WindowFrames& frames, const Gtzan58Values& gtzan58) {
  Embedding45Values values{};
  auto next = values.begin();
  for (std::size_t order = 1; order <= kFewMfccCount; ++order)
    *next++ = gtzan58[mfcc_mean_index(order)];
  for (std::size_t order = 1; order <= kFewMfccCount; ++order)
    *next++ = std::sqrt(gtzan58[mfcc_mean_index(order) + 1]);
  for (std::size_t c = 0; c < kPitchClassCount; ++c)
    *next++ = mean_and_variance(frames.chroma().columns(c)).mean;
  for (const Gtzan58 which :
       {Gtzan58::CentroidMean, Gtzan58::RolloffMean, Gtzan58::ZeroCrossingRateMean, Gtzan58::Tempo,
        Gtzan58::RmsMean, Gtzan58::BandwidthMean})
    *next++ = value_of(gtzan58, which);
  *next++ = mean_and_variance(frames.spectral_flatness()).mean;
  assert(next == values.end());
  return values;
}

}  // namespace

Embedding45Values embedding45_values(const WindowFrames& frames, const Gtzan58Values& gtzan58) {
  Embedding45Values values = measured_values(frames, gtzan58);
  for (std::size_t n = 0; n < values.size(); ++n) {
    const EmbeddingScale& scale = kEmbedding45Scales[n];
    values[n] =
        std::clamp((values[n] - scale.offset) / scale.scale, -kEmbeddingLimit, kEmbeddingLimit);
  }
  return values;
}

}  // namespace airmark::analysis
