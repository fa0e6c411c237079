#pragma once

#include "analysis/classify/model_file.h"

namespace airmark::testing {

/// A model small enough to reckon by hand: blues, jazz and rock from the spectral centroid
/// (identity), its variance (logarithm) and MFCC 2 (signed root).
inline analysis::ModelFile small_model_file() {
  using analysis::TransformKind;
  const auto centroid = static_cast<std::size_t>(Gtzan58::CentroidMean);
  analysis::ModelFile file;
  file.name = "small";
  file.model.classes = {"blues", "jazz", "rock"};
  file.model.inputs = {{centroid, TransformKind::Identity, 500.0, 4000.0, 2000.0, 500.0},
                       {centroid + 1, TransformKind::Log, 1e4, 1e6, 11.5, 1.25},
                       {mfcc_mean_index(2), TransformKind::SignedRoot, -20.0, 200.0, 8.0, 4.0}};
  file.model.weights = {-0.5, 0.25, 0.5, -1.0, -0.25, 0.125, 1.5, 0.0, -0.625};
  file.model.bias = {0.125, -0.25, 0.125};
  file.model.temperature = 1.25;
  file.training = {"clips.csv", std::string(64, 'a'), 2, 0.064, 1, "2 blocks", 0.5, 0.0625};
  file.training_clips = {{std::string(64, '0'), std::string(64, '1')},
                         {std::string(64, '2'), std::string(64, 'f')}};
  return file;
}

}  // namespace airmark::testing
