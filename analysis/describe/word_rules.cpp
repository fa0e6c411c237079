#include "analysis/describe/word_rules.h"

namespace airmark::analysis {
namespace {

using Words = std::vector<std::string_view>;

const Words kLively{"lively", "fast", "very fast"};
const Words kUnhurried{"very slow", "slow", "moderate"};
const Words kLoud{"loud", "very loud"};
const Words kQuiet{"very quiet", "quiet"};
const Words kSoft{"sustained", "gentle"};
const Words kHard{"percussive", "hard-hitting"};
const Words kDark{"very dark", "dark"};
const Words kBright{"bright", "very bright"};
const Words kThick{"dense", "saturated"};

std::vector<WordRule> make_rules() {
  return {
      {"character", "heavy", {{"distortion", {"heavily distorted"}}, {"texture", kThick}}},
      {"character",
       "heavy",
       {{"texture", kThick}, {"grain", {"grainy", "rough"}}, {"motion", {"steady"}}}},
      {"character", "swinging", {{"feel", {"swung", "shuffled"}}, {"pulse", {"clear", "firm"}}}},
      {"character",
       "driving",
       {{"pulse", {"firm"}},
        {"tempo", kLively},
        {"rhythm", {"balanced", "percussive", "hard-hitting"}}}},
      {"character", "driving", {{"rhythm", kHard}, {"tempo", kLively}}},
      {"character", "rhythmic", {{"rhythm", kHard}}},
      {"character", "delicate", {{"loudness", kQuiet}, {"rhythm", kSoft}}},
      {"character", "floating", {{"pulse", {"free"}}, {"rhythm", kSoft}}},
      {"character", "lyrical", {{"rhythm", kSoft}, {"texture", {"sparse", "open"}}}},
      {"character", "glossy", {{"spectrum", {"wide", "very wide"}}, {"brightness", kBright}}},
      {"character", "warm", {{"brightness", kDark}}},
      {"character", "balanced", {{"texture", {}}, {"rhythm", {}}}},
      {"mood", "intense", {{"loudness", kLoud}, {"texture", kThick}}},
      {"mood", "energetic", {{"tempo", kLively}, {"loudness", kLoud}}},
      {"mood", "energetic", {{"rhythm", kHard}, {"tempo", kLively}}},
      {"mood", "light-footed", {{"tempo", kLively}, {"loudness", kQuiet}, {"rhythm", kSoft}}},
      {"mood", "calm", {{"loudness", kQuiet}, {"rhythm", kSoft}}},
      {"mood",
       "sombre",
       {{"brightness", kDark},
        {"tempo", {"very slow", "slow"}},
        {"mode", {"minor", "minor-leaning", "mixed"}, true},
        {"loudness", {"very quiet", "quiet", "moderate"}, true}}},
      {"mood", "relaxed", {{"tempo", kUnhurried}, {"rhythm", kSoft}}},
      {"mood", "upbeat", {{"tempo", kLively}, {"brightness", kBright}}},
      {"mood", "easy-going", {{"tempo", {"slow", "moderate"}}, {"loudness", {"moderate"}}}},
      {"mood", "neutral", {{"loudness", {}}, {"rhythm", {}}}},
  };
}

}  // namespace

std::span<const WordRule> word_rules() {
  static const std::vector<WordRule> rules = make_rules();
  return rules;
}

}  // namespace airmark::analysis
