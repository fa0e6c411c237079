#include "analysis/describe/word_scales.h"

namespace airmark::analysis {
namespace {

constexpr DescriptionLevel kLow = DescriptionLevel::Low;
constexpr DescriptionLevel kMid = DescriptionLevel::Mid;

}  // namespace

std::vector<WordScale> harmony_scales() {
  return {
      {.level = kLow,
       .aspect = "mode",
       .cue = "majorness",
       .noun = "mode",
       .words = "The mode {sense} (majorness {value}).",
       .limits = {{"minor", -0.4, "is minor"},
                  {"leaning to minor", -0.12, "leans towards minor"},
                  {"mixed", 0.12, "is neither plainly major nor plainly minor"},
                  {"leaning to major", 0.4, "leans towards major"},
                  {"major", kNoLimit, "is major"}}},
      {.level = kLow,
       .aspect = "tuning",
       .cue = "tuning_cents",
       .noun = "tuning",
       .words = "The tuning is {word} of concert pitch ({value}).",
       .limits = {{"flat", -15.0}, {"", 15.0}, {"sharp", kNoLimit}}},
      {.level = kMid,
       .aspect = "harmony",
       .cue = "harmonic_change_rate",
       .noun = "harmony",
       .words = "The harmony is {word}, with changes at {value}.",
       .limits =
           {{"static", 0.3}, {"slow-moving", 0.8}, {"moving", 1.8}, {"fast-changing", kNoLimit}}},
  };
}

}  // namespace airmark::analysis
