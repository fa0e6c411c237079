#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/classify/linear_model.h"
#include "analysis/classify/training_clip.h"
#include "analysis/vocabulary/result.h"
#include "analysis/vocabulary/window_analysis.h"

namespace airmark::analysis {

/// Version of the file's layout; a reader knows exactly one.
inline constexpr int kModelFileVersion = 1;

/// How a model came about, for whoever finds the file.
struct TrainingSummary {
  std::string table;         ///< File name of the feature table.
  std::string table_sha256;  ///< Of its bytes.
  int clip_count = 0;
  double l2 = 0.0;  ///< Weight of the L2 penalty, per clip.
  int seed = 0;
  std::string held_out_by;  ///< How clips were held out to choose l2 and fit the temperature.
  double held_out_accuracy = 0.0;
  double held_out_calibration_error = 0.0;
  bool operator==(const TrainingSummary&) const = default;
};

/// A classifier as it is kept on disk: a JSON object, laid out one item a line.
struct ModelFile {
  std::string name;  ///< "gtzan58"
  int analysis_version = kAnalysisVersion;
  LinearModel model;
  TrainingSummary training;
  std::vector<TrainingClip> training_clips;  ///< In the table's order.

  bool operator==(const ModelFile&) const = default;
};

/// The file's text. Equal files give equal bytes; numbers are written so that they read back to
/// the same double.
std::string model_text(const ModelFile& file);

/// Reads what model_text() wrote. `origin` names the text in errors: BadData where it is no model
/// file or a damaged one, Configuration where it was trained on another version of the analysis.
/// A model that is returned gives finite logits for whatever is measured.
Result<ModelFile> parse_model(std::string_view text, std::string_view origin);

/// NotFound where there is no such file; else as parse_model().
Result<ModelFile> read_model(const std::filesystem::path& path);

/// Name and the first eight digits of the text's SHA-256: "gtzan58@1a2b3c4d".
std::string model_identifier(const ModelFile& file);

}  // namespace airmark::analysis
