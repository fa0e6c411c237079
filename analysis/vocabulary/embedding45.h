#pragma once

#include <array>
#include <cstddef>

#include "analysis/vocabulary/feature_spec.h"

namespace airmark {

inline constexpr std::size_t kEmbedding45Count = 45;

extern const std::array<FeatureSpec, kEmbedding45Count> kEmbedding45Table;

/// What a value was before it was scaled: (value - offset) / scale, within ±kEmbeddingLimit.
struct EmbeddingScale {
  double offset;
  double scale;
};

/// In table order.
extern const std::array<EmbeddingScale, kEmbedding45Count> kEmbedding45Scales;

/// So far from the ordinary a value counts at most: one odd value may not drown the other 44.
inline constexpr double kEmbeddingLimit = 5.0;

/// One window's values in table order. To be compared by Euclidean distance or cosine.
using Embedding45Values = std::array<double, kEmbedding45Count>;

}  // namespace airmark
