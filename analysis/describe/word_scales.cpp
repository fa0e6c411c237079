#include "analysis/describe/word_scales.h"

#include <limits>

namespace airmark::analysis {
namespace {

constexpr double kNoLimit = std::numeric_limits<double>::infinity();
constexpr DescriptionLevel kLow = DescriptionLevel::Low;
constexpr DescriptionLevel kMid = DescriptionLevel::Mid;

// Shared by both ways of measuring loudness, which agree within 2.5 dB on mono music.
const std::vector<ScaleWord>& loudness_limits() {
  static const std::vector<ScaleWord> limits{{"very quiet", -30.0},
                                             {"quiet", -21.0},
                                             {"moderate", -15.0},
                                             {"loud", -10.0},
                                             {"very loud", kNoLimit}};
  return limits;
}

std::vector<WordScale> low_scales() {
  return {
      {kLow,
       "tempo",
       "tempo",
       "tempo",
       "The tempo is {word}, about {value}.",
       {},
       {},
       {{"very slow", 70.0},
        {"slow", 95.0},
        {"moderate", 120.0},
        {"lively", 140.0},
        {"fast", 165.0},
        {"very fast", kNoLimit}}},
      {kLow, "loudness", "integrated_lufs", "level",
       "The level is {word}, with an integrated loudness of {value} and a true peak of {second}.",
       "true_peak_dbtp", "The level is {word}, with an integrated loudness of {value}.",
       loudness_limits()},
      {kLow,
       "loudness",
       "level_dbfs",
       "level",
       "The level is {word}, with a mean RMS of {value}.",
       {},
       {},
       loudness_limits()},
      {kLow,
       "brightness",
       "spectral_centroid_mean",
       "tone",
       "The tone is {word}: the spectral centre lies at {value} and most of the spectrum "
       "below {second}.",
       "rolloff_mean",
       "The tone is {word}: the spectral centre lies at {value}.",
       {{"very dark", 1240.0},
        {"dark", 1560.0},
        {"neutral", 2550.0},
        {"bright", 3040.0},
        {"very bright", kNoLimit}}},
      {kLow,
       "spectrum",
       "spectral_bandwidth_mean",
       "spectrum",
       "The spectrum is {word}, spreading {value} around its centre.",
       {},
       {},
       {{"narrow", 1560.0}, {"medium", 2450.0}, {"wide", 2930.0}, {"very wide", kNoLimit}}},
  };
}

std::vector<WordScale> mid_scales() {
  return {
      {kMid,
       "texture",
       "chroma_stft_mean",
       "texture",
       "The texture is {word}: {sense} (mean chroma {value}).",
       {},
       {},
       {{"sparse", 0.265, "few pitches sound at a time"},
        {"open", 0.32, "the pitches stand apart"},
        {"full", 0.43, "many pitches sound together"},
        {"dense", 0.475, "nearly all pitches sound together"},
        {"saturated", kNoLimit, "every pitch is filled, as by distortion or noise"}}},
      {kMid,
       "grain",
       "zero_crossing_rate_mean",
       "surface",
       "The surface is {word}: {sense} (zero-crossing rate {value}).",
       {},
       {},
       {{"smooth", 0.06, "low tones lead and little hiss or distortion is in it"},
        {"fine", 0.095, "some edge or high percussion is in it"},
        {"grainy", 0.135, "edge, cymbals or sibilants are plain"},
        {"rough", kNoLimit, "distortion, cymbals or noise lead"}}},
      {kMid,
       "rhythm",
       "percussive_share",
       "rhythm",
       "The rhythm is {word}: {sense}, with {value} of the energy percussive.",
       {},
       {},
       {{"sustained", 5.5, "tones flow with hardly an attack"},
        {"gentle", 17.0, "tones lead over soft attacks"},
        {"balanced", 33.0, "tones and attacks share the stage"},
        {"percussive", 48.5, "drums or sharp attacks are strong"},
        {"drum-led", kNoLimit, "drums or sharp attacks lead"}}},
      {kMid,
       "dynamics",
       "level_variation",
       "dynamic",
       "The dynamics are {word}: the level varies by {value} around its mean, over a loudness "
       "range of {second}.",
       "range_lu",
       "The dynamics are {word}: the level varies by {value} around its mean.",
       {{"flat", 21.0}, {"even", 29.0}, {"moderate", 48.0}, {"varied", 61.0}, {"wide", kNoLimit}}},
      {kMid,
       "motion",
       "brightness_variation",
       "timbre",
       "The timbre is {word}: the brightness varies by {value} around its mean.",
       {},
       {},
       {{"steady", 20.0}, {"changing", 40.5}, {"restless", kNoLimit}}},
  };
}

std::vector<WordRule> make_rules() {
  const std::vector<std::string_view> lively{"lively", "fast", "very fast"};
  const std::vector<std::string_view> loud{"loud", "very loud"};
  const std::vector<std::string_view> quiet{"very quiet", "quiet"};
  const std::vector<std::string_view> soft{"sustained", "gentle"};
  const std::vector<std::string_view> drums{"percussive", "drum-led"};
  const std::vector<std::string_view> dark{"very dark", "dark"};
  const std::vector<std::string_view> bright{"bright", "very bright"};
  const std::vector<std::string_view> thick{"dense", "saturated"};
  return {
      {"character",
       "heavy",
       {{"texture", thick}, {"grain", {"grainy", "rough"}}, {"motion", {"steady"}}}},
      {"character", "driving", {{"rhythm", drums}, {"tempo", lively}}},
      {"character", "rhythmic", {{"rhythm", drums}}},
      {"character", "delicate", {{"loudness", quiet}, {"rhythm", soft}}},
      {"character", "lyrical", {{"rhythm", soft}, {"texture", {"sparse", "open"}}}},
      {"character", "glossy", {{"spectrum", {"wide", "very wide"}}, {"brightness", bright}}},
      {"character", "warm", {{"brightness", dark}}},
      {"character", "balanced", {{"texture", {}}, {"rhythm", {}}}},
      {"mood", "intense", {{"loudness", loud}, {"texture", thick}}},
      {"mood", "energetic", {{"tempo", lively}, {"loudness", loud}}},
      {"mood", "energetic", {{"rhythm", drums}, {"tempo", lively}}},
      {"mood", "calm", {{"loudness", quiet}, {"rhythm", soft}}},
      {"mood", "sombre", {{"brightness", dark}, {"tempo", {"very slow", "slow"}}}},
      {"mood", "relaxed", {{"tempo", {"very slow", "slow", "moderate"}}, {"rhythm", soft}}},
      {"mood", "upbeat", {{"tempo", lively}, {"brightness", bright}}},
      {"mood", "easy-going", {{"tempo", {"slow", "moderate"}}, {"loudness", {"moderate"}}}},
      {"mood", "neutral", {{"loudness", {}}, {"rhythm", {}}}},
  };
}

}  // namespace

std::span<const WordScale> word_scales() {
  static const std::vector<WordScale> scales = [] {
    std::vector<WordScale> all = low_scales();
    for (WordScale& scale : mid_scales()) all.push_back(std::move(scale));
    return all;
  }();
  return scales;
}

std::span<const WordRule> word_rules() {
  static const std::vector<WordRule> rules = make_rules();
  return rules;
}

}  // namespace airmark::analysis
