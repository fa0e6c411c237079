#pragma once

#include <cstddef>
#include <string_view>

namespace airmark::analysis {

/// Curve that takes the skew out of a measured value.
enum class TransformKind {
  Identity,   ///< x
  Log,        ///< ln x; only where every accepted value is positive
  SignedRoot  ///< sign(x)·√|x|
};

std::string_view transform_name(TransformKind kind) noexcept;  ///< "identity", "log", "signed_root"

/// The curve alone. Requires value > 0 for Log.
double curved(TransformKind kind, double value) noexcept;

/// How one value of the feature table becomes one input of a LinearModel: limited to what training
/// has seen, curved, then standardised. Whatever the value, the input is bounded.
struct FeatureTransform {
  std::size_t feature = 0;  ///< Index in kGtzan58Table.
  TransformKind kind = TransformKind::Identity;
  double lowest = 0.0;   ///< Limits, in the feature's unit; Log requires lowest > 0.
  double highest = 1.0;  ///< Not below `lowest`.
  double centre = 0.0;   ///< Mean of the curved training values.
  double scale = 1.0;    ///< Their standard deviation, > 0.

  bool operator==(const FeatureTransform&) const = default;

  /// Requires a number (not NaN).
  double operator()(double value) const noexcept;
};

}  // namespace airmark::analysis
