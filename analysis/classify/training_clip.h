#pragma once

#include <string>
#include <string_view>

#include "analysis/vocabulary/feature_table.h"

namespace airmark::analysis {

/// Fingerprints of a clip that a model was trained on. They let an evaluation notice the clip
/// without the model holding a name or a number of it.
struct TrainingClip {
  std::string name_sha256;  ///< Of the file's base name without extension: "blues.00000".
  std::string row_sha256;   ///< Of canonical_row().
  bool operator==(const TrainingClip&) const = default;
};

TrainingClip training_clip(std::string_view file_name, const Gtzan58Values& values);

/// The 58 values in table order, each as the shortest decimal that reads back to the same double,
/// joined by commas.
std::string canonical_row(const Gtzan58Values& values);

/// The base name without its last extension: "blues/blues.00000.wav" → "blues.00000". An ending
/// of digits alone is part of the name, so "blues.00000" stays what it is.
std::string_view clip_name(std::string_view file_name) noexcept;

/// SHA-256 of the bytes, 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace airmark::analysis
