#include "analysis/vocabulary/musical.h"

#include <cassert>

namespace airmark {

const std::array<FeatureSpec, kMusicalCount> kMusicalTable{{
    {"tempo_bpm", "BPM", 30, 300, "the beat rate that most listeners would tap", "airmark"},
    {"tempo_confidence", "1", 0, 1, "how likely tempo_bpm is right within 4 %", "airmark"},
    {"pulse_clarity", "1", 0, 1, "how plainly the pulse is felt", "airmark"},
    {"onset_rate", "1/s", 0, 44, "onsets a second", "airmark"},
    {"swing_ratio", "1", 1, 4, "long to short eighth note: 1 straight, 2 triplet swing", "airmark"},
    {"offbeat_emphasis", "1", 0, 1, "share of onset strength between the beats", "airmark"},
    {"backbeat_emphasis", "1", 0, 1, "share of onset strength on every other beat", "airmark"},
    {"key_clarity", "1", 0, 1, "how likely the likeliest of the 24 keys is right", "airmark"},
    {"majorness", "1", -1, 1, "likelihood of the major keys less that of the minor ones",
     "airmark"},
    {"harmonic_change_rate", "1/s", 0, 6, "changes of harmony a second", "Harte et al. 2006"},
    {"tuning_cents", "cents", -50, 50, "distance of the tuning from A4 = 440 Hz",
     "Dressler & Streich 2007"},
    {"bass_weight", "1", 0, 1, "share of the energy below 150 Hz", "airmark"},
    {"percussiveness", "1", 0, 1, "share of the energy in the percussive part", "airmark"},
    {"voice_likeness", "1", 0, 1, "how much the sound moves like a singing voice", "airmark"},
    {"vibrato", "1", 0, 1, "share of sustained pitches that waver 4 to 8 times a second",
     "airmark"},
    {"distortion", "1", 0, 1, "how overdriven the sound is", "airmark"},
    {"spectral_flatness", "1", 0, 1, "geometric over arithmetic mean of the power spectrum",
     "airmark"},
    {"dynamic_range", "dB", 0, 120, "distance between the loud and the quiet passages", "airmark"},
    {"stereo_width", "1", 0, 1, "share of the energy in the difference of the channels", "airmark"},
    {"stereo_correlation", "1", -1, 1, "correlation of left and right", "airmark"},
}};

std::string_view name_of(const Key& key) noexcept {
  static constexpr std::array<std::string_view, 24> kNames{
      "C major",  "C# major", "D major",  "D# major", "E major",  "F major",
      "F# major", "G major",  "G# major", "A major",  "A# major", "B major",
      "C minor",  "C# minor", "D minor",  "D# minor", "E minor",  "F minor",
      "F# minor", "G minor",  "G# minor", "A minor",  "A# minor", "B minor"};
  assert(key.tonic >= 0 && key.tonic < 12);
  return kNames[static_cast<std::size_t>(key.tonic) + (key.mode == Mode::Minor ? 12 : 0)];
}

}  // namespace airmark
