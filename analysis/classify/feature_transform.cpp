#include "analysis/classify/feature_transform.h"

#include <algorithm>
#include <cmath>

namespace airmark::analysis {

std::string_view transform_name(TransformKind kind) noexcept {
  switch (kind) {
    case TransformKind::Identity:
      return "identity";
    case TransformKind::Log:
      return "log";
    case TransformKind::SignedRoot:
      return "signed_root";
  }
  return {};
}

double curved(TransformKind kind, double value) noexcept {
  switch (kind) {
    case TransformKind::Identity:
      return value;
    case TransformKind::Log:
      return std::log(value);
    case TransformKind::SignedRoot:
      return std::copysign(std::sqrt(std::abs(value)), value);
  }
  return value;
}

double FeatureTransform::operator()(double value) const noexcept {
  return (curved(kind, std::clamp(value, lowest, highest)) - centre) / scale;
}

}  // namespace airmark::analysis
