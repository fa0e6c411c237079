#pragma once

#include <memory>

#include "analysis/vocabulary/tagger.h"

namespace airmark::llm {

/// When the costly tagger is worth asking.
struct CascadeRules {
  double sure_from = 0.6;     ///< Below this confidence the local tagger is unsure.
  double changed_from = 0.3;  ///< Share of the description's words that differ: other music.
};

/// Local first. The other is asked only where the local tagger is unsure, the music changed since
/// it was last asked, or the tag would flip; while the same music goes on its answer is held, at no
/// cost. Both voices stand in `components`. Where nothing needs asking, the local TagSet comes back
/// as it is, tagger_id included.
///
/// Input      windows of one feed or file in order.
std::unique_ptr<Tagger> make_cascade_tagger(std::unique_ptr<Tagger> local,
                                            std::unique_ptr<Tagger> other,
                                            const CascadeRules& rules);

}  // namespace airmark::llm
