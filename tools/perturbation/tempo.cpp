#include "tools/perturbation/tempo.h"

#include "analysis/vocabulary/loaded_part.h"
#include "tools/perturbation/rubberband_part.h"

namespace airmark::tools {

Result<Done> check_tempo_change() {
  if (const auto part = loaded<RubberBandPart>(); !part) return part.error();
  return Done{};
}

Result<DecodedSound> with_tempo(const DecodedSound& sound, double factor) {
  const auto part = loaded<RubberBandPart>();
  if (!part) return part.error();
  return part.value()->with_tempo(sound, factor);
}

}  // namespace airmark::tools
