#pragma once

#include <array>
#include <cstddef>

#include "analysis/tonality/key_evidence.h"
#include "analysis/vocabulary/musical.h"

namespace airmark::analysis {

/// What the evidence on one degree of the scale says for a mode, semitones above the tonic.
struct ModeWeights {
  std::array<std::array<double, 12>, kEvidenceKindCount> degrees;
  double bias;
};

/// Major, then minor. Fitted: see key_weights.cpp.
extern const std::array<ModeWeights, 2> kKeyWeights;

/// How likely each of the 24 keys is; they add up to 1.
class KeyBeliefs {
 public:
  /// Multinomial logistic regression whose weights are the same for all twelve tonics: music moved
  /// by n semitones has beliefs turned by n.
  explicit KeyBeliefs(const KeyEvidence& evidence) noexcept;

  double of(const Key& key) const noexcept {
    return beliefs_[static_cast<std::size_t>(key.tonic) + (key.mode == Mode::Minor ? 12 : 0)];
  }

  Key likeliest() const noexcept;

  /// Belief in the major keys less belief in the minor ones.
  double majorness() const noexcept;

 private:
  std::array<double, 24> beliefs_{};
};

}  // namespace airmark::analysis
