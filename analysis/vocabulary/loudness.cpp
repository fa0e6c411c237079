#include "analysis/vocabulary/loudness.h"

namespace airmark {

// The standard's absolute gate is -70 LUFS: what passes it is at least so loud. Beyond full scale
// there is room for what an overdriven decoder gives.
const std::array<FeatureSpec, kLoudnessCount> kLoudnessTable{{
    {"integrated_lufs", "LUFS", -70, 20, "gated loudness of the whole window", "ITU-R BS.1770-4"},
    {"range_lu", "LU", 0, 90, "loudness range: from soft to loud passages; 0 below three seconds",
     "EBU Tech 3342"},
    {"true_peak_dbtp", "dBTP", -90, 40, "highest peak between the samples, of all channels",
     "ITU-R BS.1770-4"},
    {"momentary_max_lufs", "LUFS", -70, 40, "loudest 400 milliseconds", "EBU Tech 3341"},
    {"short_term_max_lufs", "LUFS", -90, 20,
     "loudest three seconds; of a shorter window, what there is of them", "EBU Tech 3341"},
}};

}  // namespace airmark
