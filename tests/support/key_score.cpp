#include "tests/support/key_score.h"

namespace airmark::testing {

KeyRelation relation_of(const Key& estimate, const Key& annotation) noexcept {
  const int semitones = (estimate.tonic - annotation.tonic + 12) % 12;
  if (estimate.mode == annotation.mode) {
    if (semitones == 0) return KeyRelation::Same;
    if (semitones == 7) return KeyRelation::FifthAbove;
    return semitones == 5 ? KeyRelation::FifthBelow : KeyRelation::Other;
  }
  if (semitones == 0) return KeyRelation::Parallel;
  // The relative minor stands three semitones below its major.
  return semitones == (annotation.mode == Mode::Major ? 9 : 3) ? KeyRelation::Relative
                                                               : KeyRelation::Other;
}

double mirex_score(KeyRelation relation) noexcept {
  switch (relation) {
    case KeyRelation::Same:
      return 1.0;
    case KeyRelation::FifthAbove:
    case KeyRelation::FifthBelow:
      return 0.5;
    case KeyRelation::Relative:
      return 0.3;
    case KeyRelation::Parallel:
      return 0.2;
    case KeyRelation::Other:
      break;
  }
  return 0.0;
}

double mir_eval_score(KeyRelation relation) noexcept {
  return relation == KeyRelation::FifthBelow ? 0.0 : mirex_score(relation);
}

}  // namespace airmark::testing
