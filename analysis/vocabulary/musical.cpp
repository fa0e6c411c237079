#include "analysis/vocabulary/musical.h"

#include <cassert>

namespace airmark {

const std::array<FeatureSpec, kMusicalCount> kMusicalTable{{
    {"tempo_bpm", "BPM", 30, 331, "mean rate of the beats that most listeners would tap",
     "after Ellis 2007, Peeters 2006"},
    {"tempo_confidence", "1", 0, 1, "how likely tempo_bpm is right within 4 %", "Platt 1999"},
    {"pulse_clarity", "1", 0, 1,
     "how exactly onsets repeat after one to four beats: a metronome 0.8, loose playing 0.1",
     "after Lartillot et al. 2008"},
    {"onset_rate", "1/s", 0, 22, "onsets a second", "after Boeck et al. 2012"},
    {"swing_ratio", "1", 1, 4,
     "first over second part of a divided beat: 1 straight, 2 triplet swing",
     "Friberg & Sundstroem 2002"},
    {"offbeat_emphasis", "1", 0, 1,
     "accents above the bass between the beats, over those there and on the beats", "airmark"},
    {"backbeat_emphasis", "1", 0, 1,
     "accents above the bass on every other beat, over those on all beats", "airmark"},
    {"key_clarity", "1", 0, 1, "how likely the likeliest of the 24 keys is right", "airmark"},
    {"majorness", "1", -1, 1, "likelihood of the major keys less that of the minor ones",
     "airmark"},
    {"harmonic_change_rate", "1/s", 0, 6, "changes of harmony a second", "Harte et al. 2006"},
    {"tuning_cents", "cents", -50, 50, "distance of the tuning from A4 = 440 Hz",
     "Dressler & Streich 2007"},
    {"bass_weight", "1", 0, 1, "share of the energy above 20 Hz that is below 150 Hz", "airmark"},
    {"percussiveness", "1", 0, 1, "share of the percussive part in the energy of both parts",
     "Fitzgerald 2010"},
    {"voice_likeness", "1", 0, 1, "share of the tonal sound whose pitch glides, as voices do",
     "after Regnier & Peeters 2009"},
    {"vibrato", "1", 0, 1, "share of sustained pitches that waver 4 to 8 times a second",
     "after Regnier & Peeters 2009"},
    {"distortion", "1", 0, 1,
     "how densely and steadily 1 to 5 kHz is filled: 0 a few clean tones, 1 white noise",
     "after Gray & Markel 1974"},
    {"spectral_flatness", "1", 0, 1,
     "geometric over arithmetic mean of the power spectrum, mean of the frames that are heard",
     "Gray & Markel 1974"},
    {"dynamic_range", "dB", 0, 60, "95th less 10th percentile of the level of each second",
     "after EBU Tech 3342"},
    {"stereo_width", "1", 0, 1,
     "share of the energy in the difference of the channels: 1/2 where nothing is in common",
     "airmark"},
    {"stereo_correlation", "1", -1, 1, "correlation of left and right", "Pearson 1895"},
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
