#include "analysis/describe/word_scales.h"

namespace airmark::analysis {
namespace {

constexpr DescriptionLevel kLow = DescriptionLevel::Low;
constexpr DescriptionLevel kMid = DescriptionLevel::Mid;

/// Shared by every way of finding the tempo.
std::vector<ScaleWord> tempo_limits() {
  return {{"very slow", 70.0}, {"slow", 95.0},  {"moderate", 120.0},
          {"lively", 140.0},   {"fast", 165.0}, {"very fast", kNoLimit}};
}

/// A tempo with a second one that is nearly as likely; applies only where there is one.
WordScale two_tempi(std::string_view second_cue, std::string_view words) {
  return {.level = kLow,
          .aspect = "tempo",
          .cue = "tempo_bpm",
          .noun = "tempo",
          .words = words,
          .second_cue = second_cue,
          .confidence_cue = "either_tempo_confidence",
          .limits = tempo_limits()};
}

std::vector<WordScale> tempo_scales() {
  return {
      two_tempi("double_time_bpm",
                "The tempo is {sure}{word}, about {value}, or {second} felt in double time."),
      two_tempi("half_time_bpm",
                "The tempo is {sure}{word}, about {value}, or {second} felt in half time."),
      two_tempi("rival_tempo_bpm", "The tempo is {sure}{word}, about {value}, or else {second}."),
      {.level = kLow,
       .aspect = "tempo",
       .cue = "tempo_bpm",
       .noun = "tempo",
       .words = "The tempo is {sure}{word}, about {value}.",
       .confidence_cue = "tempo_confidence",
       .limits = tempo_limits()},
      {.level = kLow,
       .aspect = "tempo",
       .cue = "tempo",
       .noun = "tempo",
       .words = "The tempo is {word}, about {value}.",
       .table_only = true,
       .limits = tempo_limits()},
  };
}

std::vector<WordScale> feel_scales() {
  return {
      {.level = kLow,
       .aspect = "density",
       .cue = "onset_rate",
       .noun = "density of events",
       .words = "The playing is {word}, with onsets at {value}.",
       .limits = {{"spacious", 2.3},
                  {"unhurried", 3.05},
                  {"moderate", 4.2},
                  {"busy", 4.85},
                  {"very busy", kNoLimit}}},
      {.level = kMid,
       .aspect = "pulse",
       .cue = "pulse_clarity",
       .noun = "pulse",
       .words = "The pulse is {word}: {sense} (pulse clarity {value}).",
       .limits = {{"free", 0.1, "hardly a beat can be felt"},
                  {"loose", 0.2, "the beat gives way here and there"},
                  {"clear", 0.4, "the beat is easy to follow"},
                  {"firm", kNoLimit, "the beat stands out plainly"}}},
      {.level = kMid,
       .aspect = "feel",
       .cue = "swing_ratio",
       .noun = "feel",
       .words = "The feel is {sure}{word}: {sense} (swing ratio {value}).",
       .confidence_cue = "tempo_confidence",
       .limits = {{"straight", 1.2, "even eighth notes"},
                  {"lightly swung", 1.5, "slightly uneven eighth notes"},
                  {"swung", 1.8, "long and short eighth notes"},
                  {"shuffled", 2.5, "long and short eighth notes in triplets"},
                  {"dotted", kNoLimit, "long and very short eighth notes"}}},
      {.level = kMid,
       .aspect = "backbeat",
       .cue = "backbeat_emphasis",
       .noun = "backbeat",
       .words = "The backbeat is {sure}{word}: every other beat takes {value} of the onset "
                "strength.",
       .confidence_cue = "tempo_confidence",
       .limits = {{"", 0.59}, {"audible", 0.66}, {"pronounced", kNoLimit}}},
      {.level = kMid,
       .aspect = "offbeat",
       .cue = "offbeat_emphasis",
       .noun = "offbeat",
       .words = "The offbeat is {sure}{word}: {value} of the onset strength falls between the "
                "beats.",
       .confidence_cue = "tempo_confidence",
       .limits = {{"", 0.44}, {"audible", 0.5}, {"pronounced", kNoLimit}}},
  };
}

std::vector<WordScale> attack_scales() {
  constexpr std::string_view kSustained = "tones flow with hardly an attack";
  constexpr std::string_view kGentle = "tones lead over soft attacks";
  constexpr std::string_view kBalanced = "tones and attacks share the stage";
  constexpr std::string_view kPercussive = "sharp attacks are strong";
  constexpr std::string_view kHard = "sharp attacks lead";
  constexpr std::string_view kWords =
      "The rhythm is {word}: {sense}, with {value} of the energy percussive.";
  return {
      {.level = kMid,
       .aspect = "rhythm",
       .cue = "percussiveness",
       .noun = "rhythm",
       .words = kWords,
       .limits = {{"sustained", 0.036, kSustained},
                  {"gentle", 0.123, kGentle},
                  {"balanced", 0.25, kBalanced},
                  {"percussive", 0.36, kPercussive},
                  {"hard-hitting", kNoLimit, kHard}}},
      {.level = kMid,
       .aspect = "rhythm",
       .cue = "percussive_share",
       .noun = "rhythm",
       .words = kWords,
       .table_only = true,
       .limits = {{"sustained", 5.5, kSustained},
                  {"gentle", 17.0, kGentle},
                  {"balanced", 33.0, kBalanced},
                  {"percussive", 48.5, kPercussive},
                  {"hard-hitting", kNoLimit, kHard}}},
  };
}

}  // namespace

std::vector<WordScale> rhythm_scales() {
  std::vector<WordScale> all = tempo_scales();
  for (auto* part : {feel_scales, attack_scales})
    for (WordScale& scale : part()) all.push_back(std::move(scale));
  return all;
}

}  // namespace airmark::analysis
