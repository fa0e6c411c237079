#include "analysis/describe/certainty.h"

namespace airmark::analysis {
namespace {

constexpr double kSureFrom = 0.8;
constexpr double kProbableFrom = 0.6;
constexpr double kPossibleFrom = 0.4;

}  // namespace

std::optional<Certainty> certainty_of(double confidence) noexcept {
  if (confidence >= kSureFrom) return Certainty::Sure;
  if (confidence >= kProbableFrom) return Certainty::Probable;
  if (confidence >= kPossibleFrom) return Certainty::Possible;
  return std::nullopt;
}

std::string_view adverb_of(Certainty certainty) noexcept {
  switch (certainty) {
    case Certainty::Possible:
      return "perhaps ";
    case Certainty::Probable:
      return "probably ";
    case Certainty::Sure:
      return "";
  }
  return {};
}

}  // namespace airmark::analysis
