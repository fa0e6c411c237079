#include "analysis/describe/word_scales.h"

namespace airmark::analysis {
namespace {

constexpr DescriptionLevel kLow = DescriptionLevel::Low;
constexpr DescriptionLevel kMid = DescriptionLevel::Mid;

/// Shared by both ways of measuring loudness, which agree within 2.5 dB on mono music.
std::vector<ScaleWord> loudness_limits() {
  return {{"very quiet", -30.0},
          {"quiet", -21.0},
          {"moderate", -14.0},
          {"loud", -10.0},
          {"very loud", kNoLimit}};
}

std::vector<WordScale> loudness_scales() {
  return {
      {.level = kLow,
       .aspect = "loudness",
       .cue = "integrated_lufs",
       .noun = "level",
       .words = "The level is {word}, with an integrated loudness of {value} and a true peak of "
                "{second}.",
       .second_cue = "true_peak_dbtp",
       .without_second = "The level is {word}, with an integrated loudness of {value}.",
       .limits = loudness_limits()},
      {.level = kLow,
       .aspect = "loudness",
       .cue = "level_dbfs",
       .noun = "level",
       .words = "The level is {word}, with a mean RMS of {value}.",
       .limits = loudness_limits()},
  };
}

std::vector<WordScale> spectrum_scales() {
  return {
      {.level = kLow,
       .aspect = "brightness",
       .cue = "spectral_centroid_mean",
       .noun = "tone",
       .words = "The tone is {word}, centred at {value}, with most of the spectrum below {second}.",
       .second_cue = "rolloff_mean",
       .without_second = "The tone is {word}, centred at {value}.",
       .limits = {{"very dark", 1240.0},
                  {"dark", 1560.0},
                  {"neutral", 2550.0},
                  {"bright", 3040.0},
                  {"very bright", kNoLimit}}},
      {.level = kLow,
       .aspect = "spectrum",
       .cue = "spectral_bandwidth_mean",
       .noun = "spectrum",
       .words = "The spectrum is {word}, spreading {value} around its centre.",
       .limits =
           {{"narrow", 1560.0}, {"medium", 2450.0}, {"wide", 2930.0}, {"very wide", kNoLimit}}},
      {.level = kLow,
       .aspect = "bass",
       .cue = "bass_weight",
       .noun = "bass",
       .words = "The bass is {word}, holding {value} of the energy.",
       .limits = {{"thin", 0.05},
                  {"light", 0.135},
                  {"solid", 0.37},
                  {"weighty", 0.49},
                  {"dominant", kNoLimit}}},
      {.level = kLow,
       .aspect = "stereo",
       .cue = "stereo_width",
       .noun = "stereo image",
       .words = "The stereo image is {word} (width {value}, correlation {second}).",
       .second_cue = "stereo_correlation",
       .without_second = "The stereo image is {word} (width {value}).",
       .limits = {{"mono", 0.001},
                  {"narrow", 0.04},
                  {"moderate", 0.15},
                  {"wide", 0.3},
                  {"very wide", kNoLimit}}},
  };
}

std::vector<WordScale> surface_scales() {
  return {
      {.level = kMid,
       .aspect = "texture",
       .cue = "chroma_stft_mean",
       .noun = "texture",
       .words = "The texture is {word}: {sense} (mean chroma {value}).",
       .limits = {{"sparse", 0.265, "few pitches sound at a time"},
                  {"open", 0.32, "the pitches stand apart"},
                  {"full", 0.43, "many pitches sound together"},
                  {"dense", 0.475, "nearly all pitches sound together"},
                  {"saturated", kNoLimit, "every pitch is filled"}}},
      {.level = kMid,
       .aspect = "grain",
       .cue = "zero_crossing_rate_mean",
       .noun = "surface",
       .words = "The surface is {word}: {sense} (zero-crossing rate {value}).",
       .limits = {{"smooth", 0.06, "low tones lead and little hiss is in it"},
                  {"fine", 0.095, "some edge is in it"},
                  {"grainy", 0.135, "edge and hiss are plain"},
                  {"rough", kNoLimit, "edge and hiss lead"}}},
      {.level = kMid,
       .aspect = "distortion",
       .cue = "distortion",
       .noun = "sound",
       .words = "The sound is {word} (distortion {value}).",
       .limits =
           {{"clean", 0.07}, {"", 0.4}, {"overdriven", 0.5}, {"heavily distorted", kNoLimit}}},
  };
}

std::vector<WordScale> voice_scales() {
  return {
      {.level = kMid,
       .aspect = "voice",
       .cue = "voice_likeness",
       .noun = "voice",
       .words = "A voice is {word} (voice-likeness {value}).",
       .limits = {{"", 0.12}, {"possible", 0.18}, {"likely", 0.35}, {"very likely", kNoLimit}}},
      {.level = kMid,
       .aspect = "vibrato",
       .cue = "vibrato",
       .noun = "vibrato",
       .words = "Vibrato is {word}: {value} of the held notes waver.",
       .limits = {{"", 0.15}, {"audible", 0.3}, {"plain", kNoLimit}}},
  };
}

std::vector<WordScale> motion_scales() {
  return {
      {.level = kMid,
       .aspect = "dynamics",
       .cue = "dynamic_range",
       .noun = "dynamic",
       .words = "The dynamics are {word}: {value} between loud and quiet, over a loudness range of "
                "{second}.",
       .second_cue = "range_lu",
       .without_second = "The dynamics are {word}: {value} between loud and quiet.",
       .limits =
           {{"flat", 1.8}, {"even", 3.1}, {"moderate", 8.3}, {"varied", 12.3}, {"wide", kNoLimit}}},
      {.level = kMid,
       .aspect = "dynamics",
       .cue = "level_variation",
       .noun = "dynamic",
       .words = "The dynamics are {word}: the level varies by {value} around its mean, over a "
                "loudness range of {second}.",
       .second_cue = "range_lu",
       .without_second = "The dynamics are {word}: the level varies by {value} around its mean.",
       .table_only = true,
       .limits = {{"flat", 21.0},
                  {"even", 29.0},
                  {"moderate", 48.0},
                  {"varied", 61.0},
                  {"wide", kNoLimit}}},
      {.level = kMid,
       .aspect = "motion",
       .cue = "brightness_variation",
       .noun = "timbre",
       .words = "The timbre is {word}: the brightness varies by {value} around its mean.",
       .limits = {{"steady", 20.0}, {"changing", 40.5}, {"restless", kNoLimit}}},
  };
}

}  // namespace

std::vector<WordScale> sound_scales() {
  std::vector<WordScale> all = loudness_scales();
  for (auto* part : {spectrum_scales, surface_scales, voice_scales, motion_scales})
    for (WordScale& scale : part()) all.push_back(std::move(scale));
  return all;
}

}  // namespace airmark::analysis
