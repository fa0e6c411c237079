#pragma once

#include <array>
#include <cstddef>

#include "analysis/tonality/register_chroma.h"

namespace airmark::analysis {

/// What speaks for a key: how strong each pitch class is in the bass and above it, and for how long
/// chords of four kinds stand on each root.
enum class EvidenceKind : std::size_t { Bass, Treble, Major, Minor, Seventh, MinorSeventh };
inline constexpr std::size_t kEvidenceKindCount = 6;

/// Evidence of a window.
///
/// Method     Pitch classes: each frame's add up to 1; summed over frames. Chords: for each 372 ms
///            (4 frames) the cosine between the chord register and the chord's notes (major, minor,
///            dominant seventh, minor seventh: Fujishima 1999), turned into shares of belief by a
///            softmax of 40 times the cosine; one more candidate, all twelve notes alike less 0.2,
///            takes noise out. Both become log(share / even share) after 30 frames and 100 chords
///            of even shares were added: the less was heard, the nearer it is to 0.
struct KeyEvidence {
  /// Row by kind, then by pitch class or root.
  std::array<PitchClasses, kEvidenceKindCount> logs{};
  /// Pitch classes with at least 3 % of what bass and treble have.
  int heard_class_count = 0;
};

KeyEvidence key_evidence(const RegisterChroma& chroma) noexcept;

}  // namespace airmark::analysis
