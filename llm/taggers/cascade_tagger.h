#pragma once

#include <memory>

#include "analysis/vocabulary/tagger.h"

namespace airmark::llm {

/// When the costly tagger is worth asking.
struct CascadeRules {
  double sure_from = 0.6;      ///< Below this confidence the local tagger is unsure.
  double changed_from = 0.45;  ///< Share of the description's words that differ: other music.
  double most_per_hour = 0.0;  ///< Of stream time; 0: as often as there is a reason.

  /// For a feed that never ends: at most 275 answers in any 24 hours, whatever is played.
  static CascadeRules for_station() noexcept;
};

/// Local first. The other is asked only where the local tagger is unsure, the music changed since
/// it was last asked, or the tag would flip; while the same music goes on its answer is held, at no
/// cost. Both voices stand in `components`. Where nothing needs asking, the local TagSet comes back
/// as it is, tagger_id included.
///
/// Method     - Other music is what differs in two windows running from the window last asked about
///              (of a stream's beginning: from its first). One window alone may lie across two
///              pieces; where it is a reason to ask, the held answer stands, or the local one.
///            - The tag flips where the local tagger's first tag is not the one told last.
///            - An answer is held for the first tag that the local tagger had when it was given
///              and, while that is unsure, for any: the same music is asked about again only where
///              the local tagger becomes sure of another tag, and once for each.
///            - `most_per_hour` is a store of questions, full at first, that an hour fills. Music
///              that changed while the local tagger is sure of the tag told already is asked about
///              only from the upper half of it.
///            See "The cascade" in llm/taggers/README.md.
/// Input      windows of one feed or file in order; one that begins no later than the last begins a
///            new stream, of which nothing is held. Silence goes to the local tagger alone.
/// Output     tagger_id "cascade" where the other speaks; a held answer has no usage and no cost.
/// Errors     also the other's, and then its answers are held no longer. Unless it is a BadReply,
///            which is an answer too, its question counts as not asked: the next window may be
///            asked about again, and it is for the other to leave alone what keeps failing.
std::unique_ptr<Tagger> make_cascade_tagger(std::unique_ptr<Tagger> local,
                                            std::unique_ptr<Tagger> other,
                                            const CascadeRules& rules);

}  // namespace airmark::llm
