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
       .limits = {{"minor", -0.6, "is minor"},
                  {"minor-leaning", -0.2, "leans towards minor"},
                  {"mixed", 0.2, "is neither plainly major nor plainly minor"},
                  {"major-leaning", 0.6, "leans towards major"},
                  {"major", kNoLimit, "is major"}}},
      {.level = kLow,
       .aspect = "tuning",
       .cue = "tuning_cents",
       .noun = "tuning",
       .words = "The tuning is {word} of concert pitch ({value}).",
       .limits = {{"flat", -20.0}, {"", 20.0}, {"sharp", kNoLimit}}},
      {.level = kMid,
       .aspect = "harmony",
       .cue = "harmonic_change_rate",
       .noun = "harmony",
       .words = "The harmony is {word}, with changes at {value}.",
       .limits = {{"static", 0.45},
                  {"slow-moving", 0.95},
                  {"moving", 1.45},
                  {"fast-changing", kNoLimit}}},
  };
}

}  // namespace airmark::analysis
