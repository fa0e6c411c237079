#include "analysis/classify/model_words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string_view>

#include "analysis/vocabulary/feature_table.h"
#include "analysis/vocabulary/genres.h"

namespace airmark::analysis {
namespace {

struct Phrases {
  std::string_view high, low;
};

/// What a listener may make of a value above or below the training clips' mean, in table order up
/// to the first MFCC pairs; the others, which no word describes, by their number.
constexpr std::array<Phrases, 24> kPhrases{{
    {"it is long", "it is short"},
    {"many pitches sound at once", "few pitches sound at once"},
    {"single pitches stand out", "no pitch stands out"},
    {"the level is high", "the level is low"},
    {"the level moves much", "the level hardly moves"},
    {"the sound is bright", "the sound is dark"},
    {"the brightness changes much", "the brightness hardly changes"},
    {"the spectrum is wide", "the spectrum is narrow"},
    {"the spectral width changes much", "the spectral width hardly changes"},
    {"the treble reaches high", "the treble ends early"},
    {"the treble comes and goes", "the treble is steady"},
    {"zero crossings are many", "zero crossings are few"},
    {"zero crossings come in bursts", "zero crossings are even"},
    {"the sustained part sits above zero", "the sustained part sits below zero"},
    {"the sustained part is strong", "the sustained part is weak"},
    {"the percussive part sits above zero", "the percussive part sits below zero"},
    {"the percussive part is strong", "the percussive part is weak"},
    {"the tempo is high", "the tempo is low"},
    {"the spectrum is full", "the spectrum is thin"},
    {"the fullness changes much", "the fullness hardly changes"},
    {"bass outweighs treble", "treble outweighs bass"},
    {"the balance of bass and treble changes much",
     "the balance of bass and treble hardly changes"},
    {"the middle of the spectrum is hollow", "the middle of the spectrum is full"},
    {"the weight of the middle changes much", "the weight of the middle hardly changes"},
}};

std::string mfcc_phrase(std::size_t feature, bool high) {
  const std::size_t place = feature - static_cast<std::size_t>(Gtzan58::Mfcc1Mean);
  const std::string name = "timbre detail " + std::to_string(place / 2 + 1);
  if (place % 2 == 0) return name + (high ? " is high" : " is low");
  return name + (high ? " varies much" : " varies little");
}

std::string unit_text(std::string_view unit) {
  if (unit == "1") return {};
  if (unit.ends_with("^2")) return " " + std::string(unit.substr(0, unit.size() - 2)) + "²";
  return " " + std::string(unit);
}

std::string probability_text(double probability) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), " (%.2f)", probability);
  return text.data();
}

}  // namespace

std::string value_with_unit(std::size_t feature, double value) {
  std::array<char, 64> digits{};
  const double magnitude = std::abs(value);
  if (magnitude >= 1000.0 && magnitude < 1e12) {
    const double step = std::pow(10.0, std::floor(std::log10(magnitude)) - 2.0);
    std::snprintf(digits.data(), digits.size(), "%.0f", std::round(value / step) * step);
  } else {
    std::snprintf(digits.data(), digits.size(), "%.3g", value);
  }
  return digits.data() + unit_text(kGtzan58Table[feature].unit);
}

std::string indicator_phrase(std::size_t feature, double value, bool high) {
  const std::string number = " (" + value_with_unit(feature, value) + ")";
  if (feature >= kPhrases.size()) return mfcc_phrase(feature, high) + number;
  return std::string(high ? kPhrases[feature].high : kPhrases[feature].low) + number;
}

std::string reasoning_sentence(std::span<const TagScore> tags,
                               std::span<const std::string> phrases) {
  std::string sentence = "Sounds like " + genre_display_name(tags[0].tag);
  sentence += probability_text(tags[0].probability);
  if (tags.size() > 1) {
    sentence += " rather than " + genre_display_name(tags[1].tag);
    sentence += probability_text(tags[1].probability);
  }
  const std::size_t told = std::min<std::size_t>(phrases.size(), 3);
  for (std::size_t i = 0; i < told; ++i) {
    sentence += i == 0 ? ": " : i + 1 == told ? " and " : ", ";
    sentence += phrases[i];
  }
  return sentence + ".";
}

}  // namespace airmark::analysis
