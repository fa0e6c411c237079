#include "analysis/describe/one_line.h"

#include <algorithm>
#include <array>
#include <vector>

#include "analysis/describe/certainty.h"
#include "analysis/describe/key_statement.h"
#include "analysis/describe/prose.h"

namespace airmark::analysis {
namespace {

constexpr std::size_t kMostTraits = 4;

// In the order in which they are said.
const std::vector<Phrase> kTraits{
    {"density", "spacious", "spacious", 1},
    {"density", "very busy", "very busy", 1},
    {"texture", "sparse", "sparse", 2},
    {"texture", "dense", "dense", 1},
    {"texture", "saturated", "densely filled", 2},
    {"brightness", "very dark", "very dark", 2},
    {"brightness", "dark", "dark", 1},
    {"brightness", "bright", "bright", 1},
    {"brightness", "very bright", "very bright", 2},
    {"bass", "thin", "thin in the bass", 1},
    {"bass", "weighty", "bass-heavy", 1},
    {"bass", "dominant", "led by the bass", 2},
    {"rhythm", "sustained", "sustained", 2},
    {"rhythm", "percussive", "percussive", 1},
    {"rhythm", "hard-hitting", "hard-hitting", 2},
    {"distortion", "overdriven", "overdriven", 2},
    {"distortion", "heavily distorted", "heavily distorted", 3},
    {"voice", "likely", "probably vocal", 1},
    {"voice", "very likely", "vocal", 1},
    {"loudness", "very quiet", "very quiet", 3},
    {"loudness", "quiet", "quiet", 2},
    {"loudness", "loud", "loud", 2},
    {"loudness", "very loud", "very loud", 3},
    {"mood", "intense", "intense"},
    {"mood", "energetic", "energetic"},
    {"mood", "light-footed", "light-footed"},
    {"mood", "calm", "calm"},
    {"mood", "sombre", "sombre"},
    {"mood", "relaxed", "relaxed"},
    {"mood", "upbeat", "upbeat"},
    {"mood", "easy-going", "easy-going"},
};

/// "driving, swung pulse"; only "pulse" where nothing is known of it.
std::string pulse_text(const Description& description) {
  std::vector<std::string> words;
  if (has_driving_pulse(description))
    words.emplace_back("driving");
  else if (const Statement* pulse = find_statement(description, "pulse"))
    words.push_back(pulse->word);
  const std::string_view feel = description.word_for("feel");
  if (is_probable(description, "feel") && feel != "straight") words.emplace_back(feel);
  std::string text;
  for (const std::string& word : words) text += word + (&word == &words.back() ? " " : ", ");
  return text + "pulse";
}

/// "fast, driving pulse at 142 BPM"; empty where neither tempo nor pulse is known.
std::string rhythm_text(const Description& description) {
  const Statement* tempo = find_statement(description, "tempo");
  const bool has_pulse = find_statement(description, "pulse") != nullptr;
  if (tempo == nullptr) return has_pulse ? pulse_text(description) : "";
  const TempoNumbers numbers = tempo_numbers(*tempo);
  const std::string bpm =
      numbers.first + (numbers.second.empty() ? "" : " or " + numbers.second) + " BPM";
  const std::string joint = tempo->certainty == Certainty::Sure
                                ? " at "
                                : ", " + std::string(adverb_of(tempo->certainty));
  return tempo->word + (has_pulse ? ", " + pulse_text(description) : " tempo") + joint + bpm;
}

/// "in E minor", "probably in E minor", or at least "in a minor key".
std::string key_text(const Description& description) {
  const Statement* key = find_statement(description, "key");
  if (key == nullptr) return {};
  if (key->word != kNoKey) return std::string(adverb_of(key->certainty)) + "in " + key->word;
  const std::string_view mode = description.word_for("mode");
  return mode == "minor" || mode == "major" ? "in a " + std::string(mode) + " key" : "";
}

std::string opening(const Description& description) {
  const std::string rhythm = rhythm_text(description);
  const std::string key = key_text(description);
  if (rhythm.empty() || key.empty()) return rhythm + key;
  const Statement* tempo = find_statement(description, "tempo");
  const bool is_plain = tempo == nullptr || tempo->certainty == Certainty::Sure;
  return rhythm + (is_plain && key.starts_with("in ") ? " " : ", ") + key;
}

/// The traits that are out of the ordinary, as many as wanted, the heaviest, in their order.
std::vector<std::string> traits(const Description& description, std::size_t count) {
  std::vector<const Phrase*> found;
  for (const Phrase& phrase : kTraits)
    if (description.word_for(phrase.aspect) == phrase.word &&
        is_probable(description, phrase.aspect))
      found.push_back(&phrase);
  std::vector<const Phrase*> heaviest = found;
  std::ranges::stable_sort(heaviest, std::ranges::greater(), &Phrase::weight);
  heaviest.resize(std::min(count, heaviest.size()));
  std::vector<std::string> texts;
  for (const Phrase* phrase : found)
    if (std::ranges::find(heaviest, phrase) != heaviest.end()) texts.emplace_back(phrase->text);
  return texts;
}

std::string line_with(const Description& description, std::size_t trait_count) {
  const std::string start = opening(description);
  const std::string list = join_list(traits(description, trait_count));
  return as_sentence(start + (start.empty() || list.empty() ? "" : ", ") + list);
}

}  // namespace

std::span<const Phrase> one_line_phrases() { return kTraits; }

std::string one_line(const Description& description) {
  if (description.empty()) return "Nothing can be said of it.";
  if (description.word_for("loudness") == "silent") return "Silence.";
  std::string line;
  for (std::size_t count = kMostTraits + 1; count-- > 0;) {
    line = line_with(description, count);
    if (line.size() <= kLongestLine) break;
  }
  return line.empty() ? "Nothing stands out." : line;
}

}  // namespace airmark::analysis
