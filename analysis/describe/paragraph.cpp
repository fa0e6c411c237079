#include "analysis/describe/paragraph.h"

#include <cmath>
#include <initializer_list>
#include <utility>
#include <vector>

#include "analysis/describe/certainty.h"
#include "analysis/describe/cues.h"
#include "analysis/describe/key_statement.h"
#include "analysis/describe/prose.h"

namespace airmark::analysis {
namespace {

const std::vector<Phrase> kPhrases{
    {"pulse", "free", "barely felt"},
    {"pulse", "loose", "loose"},
    {"pulse", "clear", "clear"},
    {"pulse", "firm", "firm"},
    // … with
    {"feel", "straight", "straight eighths"},
    {"feel", "lightly swung", "lightly swung eighths"},
    {"feel", "swung", "swung eighths"},
    {"feel", "shuffled", "a shuffle feel"},
    {"feel", "dotted", "dotted eighths"},
    {"backbeat", "audible", "a backbeat"},
    {"backbeat", "pronounced", "a pronounced backbeat"},
    {"offbeat", "audible", "some weight off the beat"},
    {"offbeat", "pronounced", "strong accents off the beat"},
    // the mode …, the harmony …
    {"mode", "minor", "is minor"},
    {"mode", "minor-leaning", "leans towards minor"},
    {"mode", "major-leaning", "leans towards major"},
    {"mode", "major", "is major"},
    {"tuning", "flat", "below concert pitch"},
    {"tuning", "sharp", "above concert pitch"},
    {"harmony", "static", "stands still"},
    {"harmony", "slow-moving", "changes slowly"},
    {"harmony", "fast-changing", "changes quickly"},
    // the sound is …
    {"density", "spacious", "spacious"},
    {"density", "busy", "busy"},
    {"density", "very busy", "very busy"},
    {"texture", "sparse", "sparse"},
    {"texture", "open", "open"},
    {"texture", "dense", "dense"},
    {"texture", "saturated", "densely filled"},
    {"brightness", "very dark", "very dark"},
    {"brightness", "dark", "dark"},
    {"brightness", "bright", "bright"},
    {"brightness", "very bright", "very bright"},
    {"distortion", "clean", "clean"},
    {"distortion", "overdriven", "overdriven"},
    {"distortion", "heavily distorted", "heavily distorted"},
    // … with
    {"bass", "thin", "hardly any bass"},
    {"bass", "light", "little bass"},
    {"bass", "weighty", "a weighty bass"},
    {"bass", "dominant", "a dominant bass"},
    {"rhythm", "sustained", "tones that flow without attacks"},
    {"rhythm", "gentle", "soft attacks"},
    {"rhythm", "percussive", "crisp attacks"},
    {"rhythm", "hard-hitting", "hard attacks throughout"},
    // …
    {"voice", "possible", "there may be a voice"},
    {"voice", "likely", "a voice is likely"},
    {"voice", "very likely", "a voice is very likely"},
    {"vibrato", "audible", "some held notes have vibrato"},
    {"vibrato", "plain", "many held notes have vibrato"},
    {"stereo", "narrow", "the stereo image is narrow"},
    {"stereo", "wide", "the stereo image is wide"},
    {"stereo", "very wide", "the stereo image is very wide"},
    // it is …
    {"loudness", "very quiet", "very quiet"},
    {"loudness", "quiet", "quiet"},
    {"loudness", "loud", "loud"},
    {"loudness", "very loud", "very loud"},
    {"dynamics", "flat", "no contrasts to speak of"},
    {"dynamics", "even", "few contrasts"},
    {"dynamics", "varied", "marked contrasts"},
    {"dynamics", "wide", "great contrasts"},
};

/// One description, and what prose makes of its words.
class Speaker {
 public:
  explicit Speaker(const Description& description) : description_(description) {}

  std::string rhythm() const {
    const Statement* tempo = find_statement(description_, "tempo");
    const std::string pulse = has_driving_pulse(description_) ? "driving" : phrase("pulse");
    if (tempo == nullptr) return pulse.empty() ? "" : "the pulse is " + pulse;
    const std::string verb = description_.word_for("pulse") == "free" ? "moves" : "runs";
    const std::string start =
        pulse.empty() ? "the music moves at " : with_article(pulse) + " pulse " + verb + " at ";
    return start + tempo_text(*tempo) + with(feel_details());
  }

  std::string harmony() const {
    const std::string key = key_text();
    const std::string change = phrase("harmony");
    return clauses({key, change.empty() ? "" : "the harmony " + change});
  }

  /// One sentence on the sound, or two where both have something to say of their own.
  std::vector<std::string> sound() const {
    const auto adjectives = phrases({"density", "texture", "brightness", "distortion"});
    const auto features = phrases({"bass", "rhythm"});
    std::vector<std::string> rest = phrases({"voice", "vibrato", "stereo"});
    const std::string first = sound_text(adjectives, features);
    if (adjectives.size() + features.size() > 1) return {first, clauses(rest)};
    rest.insert(rest.begin(), first);
    return {clauses(rest)};
  }

  std::string level() const {
    const std::string_view mood = description_.word_for("mood");
    const bool is_felt = is_probable(description_, "mood") && mood != "neutral";
    const std::string feeling = is_felt ? "feels " + std::string(mood) : "";
    const std::string loudness = phrase("loudness");
    const std::string contrasts = phrase("dynamics");
    if (!loudness.empty() && contrasts.empty())
      return "it is " + loudness + (is_felt ? " and " + feeling : "");
    if (!loudness.empty())
      return "it is " + loudness + ", with " + contrasts + (is_felt ? ", and " + feeling : "");
    if (is_felt) return "it " + feeling + (contrasts.empty() ? "" : ", with " + contrasts);
    if (!contrasts.empty()) return "there are " + contrasts;
    return description_.word_for("loudness").empty() ? "" : "it is neither loud nor quiet";
  }

 private:
  std::string phrase(std::string_view aspect) const {
    const Phrase* found = find_phrase(kPhrases, description_, aspect);
    return found == nullptr ? "" : std::string(found->text);
  }

  std::vector<std::string> phrases(std::initializer_list<std::string_view> aspects) const {
    std::vector<std::string> texts;
    for (const std::string_view aspect : aspects)
      if (std::string text = phrase(aspect); !text.empty()) texts.push_back(std::move(text));
    return texts;
  }

  std::string sound_text(const std::vector<std::string>& adjectives,
                         const std::vector<std::string>& features) const {
    if (!adjectives.empty()) return "the sound is " + join_list(adjectives) + with(features);
    if (!features.empty()) return "the sound has " + join_list(features);
    return description_.word_for("brightness").empty() ? "" : "the tone is neutral";
  }

  /// Whole clauses in one sentence: "a", "a, and b", "a, b, and c"; empty ones are left out.
  static std::string clauses(std::vector<std::string> parts) {
    std::erase(parts, "");
    if (parts.size() > 1) parts.back() = "and " + parts.back();
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
    return text;
  }

  static std::string with(const std::vector<std::string>& parts) {
    return parts.empty() ? "" : ", with " + join_list(parts);
  }

  /// What is no more than possible is left out.
  std::vector<std::string> feel_details() const {
    std::vector<std::string> texts;
    for (const std::string_view aspect : {"feel", "backbeat", "offbeat"})
      if (is_probable(description_, aspect))
        for (std::string& text : phrases({aspect})) texts.push_back(std::move(text));
    return texts;
  }

  /// "a fast 142 BPM", "a slow tempo, probably 87 BPM or 174 in double time".
  static std::string tempo_text(const Statement& tempo) {
    const TempoNumbers numbers = tempo_numbers(tempo);
    const std::string second = numbers.second.empty() ? "" : " or " + numbers.second;
    const std::string number =
        numbers.felt.empty() ? numbers.first + second + " BPM"
                             : numbers.first + " BPM" + second + " " + std::string(numbers.felt);
    if (tempo.certainty == Certainty::Sure) return with_article(tempo.word) + " " + number;
    return with_article(tempo.word) + " tempo, " + std::string(adverb_of(tempo.certainty)) + number;
  }

  std::string key_text() const {
    const Statement* key = find_statement(description_, "key");
    if (key == nullptr) return {};
    const std::string mode = phrase("mode");
    if (key->word == kNoKey)
      return "no key stands out" + (mode.empty() ? "" : ", though the mode " + mode);
    return "the key is " + std::string(adverb_of(key->certainty)) + key->word + tuning_text();
  }

  /// ", some 22 cents above concert pitch"
  std::string tuning_text() const {
    const Statement* tuning = find_statement(description_, "tuning");
    if (tuning == nullptr) return {};
    Evidence distance = tuning->evidence.front();
    distance.value = std::abs(distance.value);
    return ", some " + number_text(distance) + " " + phrase("tuning");
  }

  const Description& description_;
};

}  // namespace

std::span<const Phrase> paragraph_phrases() { return kPhrases; }

std::string paragraph(const Description& description) {
  if (description.empty()) return "Nothing can be said of it.";
  if (description.word_for("loudness") == "silent") return "The window is silent.";
  const Speaker speaker(description);
  std::vector<std::string> parts{speaker.rhythm(), speaker.harmony()};
  for (std::string& part : speaker.sound()) parts.push_back(std::move(part));
  parts.push_back(speaker.level());
  std::string text;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!text.empty()) text += ' ';
    text += as_sentence(part);
  }
  return text.empty() ? "Nothing stands out." : text;
}

}  // namespace airmark::analysis
